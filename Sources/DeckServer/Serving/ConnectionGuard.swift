import NIOCore

/// Closes connections whose clients are slow: to ask, to read, or to go.
///
/// It stands behind HTTP's decoder and needs no look into what passes. Idle connections are Hummingbird's own matter.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = Never
    typealias InboundOut = Never
    typealias OutboundIn = Never
    typealias OutboundOut = Never

    private let limits: ServerLimits
    private var head: Scheduled<Void>?
    private var stall: Scheduled<Void>?
    private var linger: Scheduled<Void>?

    init(limits: ServerLimits) {
        self.limits = limits
    }

    func handlerAdded(context: ChannelHandlerContext) {
        head = closing(context, after: limits.headTime)
    }

    func handlerRemoved(context: ChannelHandlerContext) { cancelAll() }

    func channelInactive(context: ChannelHandlerContext) {
        cancelAll()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        head?.cancel()
        head = nil
        context.fireChannelRead(data)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stall?.cancel()
        stall = context.channel.isWritable ? nil : closing(context, after: limits.stallTime)
        context.fireChannelWritabilityChanged()
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if mode == .output { linger = closing(context, after: limits.lingerTime) }
        context.close(mode: mode, promise: promise)
    }

    private func closing(_ context: ChannelHandlerContext, after time: Duration) -> Scheduled<Void> {
        context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(time)) {
            context.close(mode: .all, promise: nil)
        }
    }

    private func cancelAll() {
        for task in [head, stall, linger] { task?.cancel() }
        (head, stall, linger) = (nil, nil, nil)
    }
}
