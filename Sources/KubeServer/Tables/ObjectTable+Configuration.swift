import EngineAPI
import KubeAPI

extension ObjectTable {
    static let configMaps = ObjectTable([.init("Name"), .init("Data"), .init("Age")]) { object, now in
        let count = (object["data"]?.members?.count ?? 0) + (object["binaryData"]?.members?.count ?? 0)
        return [.string(object.name), .string(String(count)), object.age(now)]
    }

    static let secrets = ObjectTable(
        [.init("Name"), .init("Type"), .init("Data"), .init("Age")]
    ) { object, now in
        let count = object["data"]?.members?.count ?? 0
        return [.string(object.name), object.text("type", or: ""), .string(String(count)), object.age(now)]
    }

    static let serviceAccounts = ObjectTable(
        [.init("Name"), .init("Secrets"), .init("Age")]
    ) { object, now in
        let count = object["secrets"]?.elements?.count ?? 0
        return [.string(object.name), .string(String(count)), object.age(now)]
    }
}
