import EngineSim
import LabSandbox
import SimServices
import SimShell
import SourceText

/// The embedded engine as the binary carries it: its images and programs.
enum EmbeddedImages {
    /// What the engines of sessions are made of.
    static let engine = EmbeddedEngine(
        catalog: ImageCatalog(names.flatMap { images(of: "images/\($0).yaml") }),
        programs: Coreutils.programs.merging(Services.programs),
        version: Slidectl.version
    )

    private static let names = [
        "adminer", "alpine", "busybox", "curl", "debian", "golang", "hello-world", "httpd",
        "kubernetes-bootcamp",
        "mongo", "mysql", "nginx", "node", "postgres", "python", "rabbitmq", "redis", "registry", "ryuk",
        "ubuntu",
        "whoami",
    ]

    private static func images(of name: String) -> [ImageModel] {
        ImageFile(SourceFile(name: name, text: Resources.text(name))).images
    }
}
