import EngineGate
import LabModel

extension GateSettings {
    /// Narrows what a session may use to what a lab allows; a lab never allows more than the course does.
    mutating func keep(_ limits: LabLimits) {
        if let milliCPUs = limits.milliCPUs {
            quotas.nanoCPUs = min(quotas.nanoCPUs, milliCPUs * 1_000_000)
            quotas.defaultNanoCPUs = min(quotas.defaultNanoCPUs, quotas.nanoCPUs)
        }
        if let memory = limits.memory {
            quotas.memory = min(quotas.memory, memory)
            quotas.defaultMemory = min(quotas.defaultMemory, quotas.memory)
        }
        if let pids = limits.pids { quotas.pids = min(quotas.pids, pids) }
        if let containers = limits.containers { quotas.containers = min(quotas.containers, containers) }
        if let images = limits.images { quotas.images = min(quotas.images, images) }
        switch limits.egress {
        case .none?:
            allowsInternet = false
            registries.pulls = []
        case .mirror?: allowsInternet = false
        case .internet?, nil: break
        }
    }
}
