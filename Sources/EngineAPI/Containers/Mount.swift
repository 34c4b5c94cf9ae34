/// A mount as it is asked for: `--mount`, and compose's long form.
public struct Mount: EngineObject {
    public var type = ""
    public var source = ""
    public var target = ""
    public var readOnly = false
    public var consistency = ""
    public var bindOptions: BindOptions?
    public var volumeOptions: VolumeOptions?
    public var imageOptions: ImageOptions?
    public var tmpfsOptions: TmpfsOptions?

    public init() {}

    public static let fields = FieldTable<Mount>([
        Field("Type", \.type),
        Field("Source", \.source),
        Field("Target", \.target),
        Field("ReadOnly", \.readOnly),
        Field("Consistency", \.consistency),
        Field("BindOptions", optional: \.bindOptions),
        Field("VolumeOptions", optional: \.volumeOptions),
        Field("ImageOptions", optional: \.imageOptions),
        Field("TmpfsOptions", optional: \.tmpfsOptions),
    ])

    /// What only mounts of the host's folders have.
    public struct BindOptions: EngineObject {
        public var propagation = ""
        public var nonRecursive = false
        public var createMountpoint = false
        public var readOnlyNonRecursive = false
        public var readOnlyForceRecursive = false

        public init() {}

        public static let fields = FieldTable<BindOptions>([
            Field("Propagation", \.propagation),
            Field("NonRecursive", \.nonRecursive),
            Field("CreateMountpoint", \.createMountpoint),
            Field("ReadOnlyNonRecursive", \.readOnlyNonRecursive),
            Field("ReadOnlyForceRecursive", \.readOnlyForceRecursive),
        ])
    }

    /// What only mounts of volumes have.
    public struct VolumeOptions: EngineObject {
        public var noCopy = false
        public var labels: [String: String]?
        public var driverConfig: Driver?
        /// A folder of the volume's; engines know it from API 1.45 on.
        public var subpath: String?

        public init() {}

        public static let fields = FieldTable<VolumeOptions>([
            Field("NoCopy", \.noCopy),
            Field("Labels", optional: \.labels),
            Field("DriverConfig", optional: \.driverConfig),
            Field("Subpath", optional: \.subpath),
        ])

        /// Who makes the volume, and how.
        public struct Driver: EngineObject {
            public var name = ""
            public var options: [String: String]?

            public init() {}

            public static let fields = FieldTable<Driver>([
                Field("Name", \.name), Field("Options", optional: \.options),
            ])
        }
    }

    /// What only mounts of images have.
    public struct ImageOptions: EngineObject {
        public var subpath = ""

        public init() {}

        public static let fields = FieldTable<ImageOptions>([Field("Subpath", \.subpath)])
    }

    /// What only mounts of memory have.
    public struct TmpfsOptions: EngineObject {
        /// In bytes.
        public var sizeBytes = 0
        public var mode = 0
        public var options: [[String]]?

        public init() {}

        public static let fields = FieldTable<TmpfsOptions>([
            Field("SizeBytes", \.sizeBytes), Field("Mode", \.mode), Field("Options", optional: \.options),
        ])
    }
}

/// A mount as a container has it.
public struct MountPoint: EngineObject {
    public var type = ""
    public var name: String?
    public var source = ""
    public var destination = ""
    public var driver: String?
    public var mode = ""
    public var isWritable = true
    public var propagation = ""

    public init() {}

    public static let fields = FieldTable<MountPoint>([
        Field("Type", \.type),
        Field("Name", optional: \.name),
        Field("Source", \.source),
        Field("Destination", \.destination),
        Field("Driver", optional: \.driver),
        Field("Mode", \.mode),
        Field("RW", \.isWritable),
        Field("Propagation", \.propagation),
    ])
}
