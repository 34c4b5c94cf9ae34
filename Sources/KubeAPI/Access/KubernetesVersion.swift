/// The Kubernetes whose behaviour a cluster follows.
public enum KubernetesVersion {
    /// As servers and nodes say it.
    ///
    /// Clients that come with several versions of themselves, such as the one of Google's SDK, choose by it.
    public static let text = "v1.32.13"
    /// The two numbers that clients compare.
    public static let (major, minor) = ("1", "32")
}
