import EngineAPI
import KubeAPI
import Testing

/// What becomes of values that have a form of their own: bytes in base 64, and amounts.
struct EncodedDataTests {
    private let fixture = StoreFixture()

    private func secret(_ data: String) async -> StatusError? {
        await fixture.error {
            try await fixture.create(
                .secrets,
                #"{"metadata": {"name": "s"}, "data": \#(data)}"#,
                in: "default"
            )
        }
    }

    @Test(arguments: [
        ("hunter2", 4), ("s3cr3t!pass", 6), ("my-password-is_x", 2), ("abc=def=", 4), ("Zm9v=garbage!!", 4),
    ])
    func aSecretHoldsBase64AndNothingElse(_ text: String, _ offset: Int) async {
        let error = await secret(#"{"password": "\#(text)"}"#)
        #expect(error?.code == 400)
        #expect(
            error?.message
                == "Secret in version \"v1\" cannot be handled as a Secret: illegal base64 data at "
                + "input byte \(offset)"
        )
    }

    /// As a block of YAML leaves it, and in a form that only a lenient writer makes.
    @Test func bytesAreStoredInOneForm() async throws {
        let made = try await fixture.create(
            .secrets,
            #"{"metadata": {"name": "s"}, "data": {"a": "aGVs\nbG8h\n", "b": "Zh==", "c": null, "d": ""}}"#,
            in: "default"
        )
        #expect(StoreFixture.text(made["data"]) == #"{"a":"aGVsbG8h","b":"Zg==","c":"","d":""}"#)
    }

    @Test func patchesAreToldInTheWordsOfTheirConverters() async throws {
        try await fixture.create(.secrets, #"{"metadata": {"name": "s"}}"#, in: "default")
        func message(_ patch: ObjectPatch) async -> String? {
            await fixture.error {
                _ = try await fixture.store.patch(
                    .secrets,
                    namespace: "default",
                    name: "s",
                    patch,
                    subresource: nil,
                    StoreFixture.options
                )
            }?.message
        }
        let json = try StoreFixture.object(#"{"data": {"a": "hunter2"}}"#).json
        #expect(
            await message(.strategic(json))
                == "patch: Invalid value: \"map[data:map[a:hunter2]]\": error decoding from json: "
                + "illegal base64 data at input byte 4"
        )
        #expect(await message(.merge(json))?.hasSuffix("\": illegal base64 data at input byte 4") == true)
        let applied = try StoreFixture.object(
            #"{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s", "namespace": "default"}, "data": {"a": "hunter2"}}"#
        )
        #expect(
            await message(.apply(applied.json))
                == "failed to convert new object (default/s; /v1, Kind=Secret) to proper version: unable to convert "
                + "unstructured object to /v1, Kind=Secret: error decoding from json: illegal base64 data at input byte 4"
        )
    }

    @Test(arguments: [
        ("64mi", "unable to parse quantity's suffix"), ("512K", "unable to parse quantity's suffix"),
        ("1GG", "unable to parse quantity's suffix"),
        (
            "64MB",
            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
        ),
        (
            "lots",
            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
        ),
        (
            "1.2.3",
            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
        ),
    ])
    func anAmountThatIsNoneIsToldWhy(_ amount: String, _ problem: String) async {
        let pod = #"""
            {"metadata": {"name": "p"}, "spec": {"containers": [{"name": "c", "image": "i", "resources": {"limits":
            {"memory": "\#(amount)"}}}]}}
            """#
        let error = await fixture.error { try await fixture.create(.pods, pod, in: "default") }
        #expect(error?.message == "Pod in version \"v1\" cannot be handled as a Pod: \(problem)")
    }

    /// In YAML a key without a value says null, which to a map of texts is an empty text.
    @Test func keysWithoutAValueStay() async throws {
        let made = try await fixture.create(
            .configMaps,
            #"{"metadata": {"name": "m", "labels": {"a": null}}, "data": {"x": null, "y": "1"}}"#,
            in: "default"
        )
        #expect(StoreFixture.text(made["data"]) == #"{"x":"","y":"1"}"#)
        #expect(made.labels == ["a": ""])
    }
}
