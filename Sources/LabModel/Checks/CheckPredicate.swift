public import TextMatch

/// What must hold of a check's subject.
public enum CheckPredicate: Hashable, Sendable {
    case exists
    case absent
    case running
    case healthy
    /// `exited`, `exited code=137`
    case exited(code: Int?)
    case notPrivileged
    /// `publishes 5432/tcp`, `publishes 5432/tcp -> 15432`
    case publishes(port: String, hostPort: String?)
    /// `env K=V`, `label K=V`; with no value, that it is there.
    case environment(name: String, value: String?)
    case label(name: String, value: String?)
    /// `mount SRC:DST`
    case mount(source: String, target: String)
    case attached(network: String)
    /// A property that is a text: `image=`, `user !=`, `driver=`, `phase=`, `base =`, `ready=`.
    case text(property: String, isEqual: Bool, value: String)
    /// A property that contains a text, or doesn't: `logs ~ "…"`, `image=~…`, `entrypoint has-no "…"`.
    case contains(property: String, isContained: Bool, text: String)
    /// A property that is a quantity: `size <= 30MB`, `layers <= 6`, `restarts <= 0`, `count=3`.
    case quantity(property: String, QuantityCondition)
    /// A property that is a set: `platforms = {linux/amd64, linux/arm64}`.
    case members(property: String, Set<String>)
    /// `has-file /app [mode=0755]`, `no-file /go.mod`
    case file(path: String, mode: String?, isPresent: Bool)
    /// `depends-order db<web`
    case order(first: String, second: String)
    case open
    case refused
    /// `speaks postgres`
    case speaks(String)
    case status(Int)
    case header(name: String, contains: String)
    /// `json="$.items count = 3"`
    case json(String)
    /// `cycles 3`: so many different backends answer.
    case cycles(Int)
    /// `condition Available=True`
    case condition(type: String, value: String)
    /// `rolled-out`, `rolled-out revision=2`
    case rolledOut(revision: Int?)
    /// `none type=Warning`
    case noEvents(type: String?)
    /// `matches "regular expression"`
    case matches(String)
    /// `compose service NAME`, in a file.
    case composeService(String)
}
