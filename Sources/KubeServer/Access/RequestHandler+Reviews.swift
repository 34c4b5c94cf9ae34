import EngineAPI
import KubeAPI

/// Objects that are answered and stored nowhere.
extension RequestHandler {
    func computed(_ wanted: ResourceRequest) async throws {
        switch wanted.type.plural {
        case "componentstatuses": try await componentStatuses(wanted)
        case "bindings": try await bind(wanted)
        case "selfsubjectreviews":
            try await review(wanted, spec: nil, status: .record(["userInfo": Self.json(request.user)]))
        case "selfsubjectaccessreviews": try await accessReview(wanted, isSelf: true)
        case "subjectaccessreviews", "localsubjectaccessreviews":
            try await accessReview(wanted, isSelf: false)
        case "selfsubjectrulesreviews": try await rulesReview(wanted)
        case "tokenreviews": try await tokenReview(wanted)
        default: throw StatusError.noSuchPath
        }
    }

    private func review(_ wanted: ResourceRequest, spec: JSON?, status: JSON) async throws {
        try await request.answer(
            .record([
                "kind": wanted.type.kind, "apiVersion": wanted.type.apiVersion,
                "metadata": JSON.record(["creationTimestamp": JSON.null]), "spec": spec, "status": status,
            ]),
            status: 201
        )
    }

    private func accessReview(_ wanted: ResourceRequest, isSelf: Bool) async throws {
        let object = try await body(of: wanted.type.kind, wanted.type.apiVersion)
        let spec = object["spec"] ?? .object([])
        var user = request.user
        if !isSelf {
            let groups = spec["groups"]?.elements?.compactMap(\.text) ?? []
            user = KubeUser(spec["user"]?.text ?? "", groups: groups)
        }
        guard let question = Self.question(spec, wanted.path.namespace) else {
            throw StatusError.badRequest(
                "spec: exactly one of resourceAttributes and nonResourceAttributes must be given"
            )
        }
        let reason = try await Authorizer(api).allows(user, question)
        try await review(
            wanted,
            spec: spec,
            status: .record([
                "allowed": reason != nil, "reason": reason.flatMap { $0.isEmpty ? nil : $0 },
            ])
        )
    }

    private static func question(_ spec: JSON, _ namespace: String?) -> AccessQuestion? {
        let attributes = spec["resourceAttributes"]?.nonNull
        let other = spec["nonResourceAttributes"]?.nonNull
        if let other, attributes == nil {
            return AccessQuestion(verb: other["verb"]?.text ?? "", url: other["path"]?.text ?? "")
        }
        guard let attributes, other == nil else { return nil }
        return AccessQuestion(
            verb: attributes["verb"]?.text ?? "",
            group: attributes["group"]?.text ?? "",
            resource: attributes["resource"]?.text ?? "",
            subresource: attributes["subresource"]?.text ?? "",
            name: attributes["name"]?.text ?? "",
            namespace: attributes["namespace"]?.text ?? namespace ?? ""
        )
    }

    private func rulesReview(_ wanted: ResourceRequest) async throws {
        let object = try await body(of: wanted.type.kind, wanted.type.apiVersion)
        let namespace = object["spec", "namespace"]?.text ?? "default"
        let rules = try await Authorizer(api).rules(of: request.user, in: namespace)
        let own = JSON.record([
            "verbs": ["create"], "apiGroups": ["authorization.k8s.io"],
            "resources": ["selfsubjectaccessreviews", "selfsubjectrulesreviews"],
        ])
        let identity = JSON.record([
            "verbs": ["create"], "apiGroups": ["authentication.k8s.io"], "resources": ["selfsubjectreviews"],
        ])
        let open = JSON.record([
            "verbs": ["get"],
            "nonResourceURLs": [
                "/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*",
                "/readyz", "/version", "/version/",
            ],
        ])
        try await review(
            wanted,
            spec: object["spec"],
            status: .record([
                "resourceRules": rules.filter { $0["resources"] != nil } + [own, identity],
                "nonResourceRules": rules.filter { $0["nonResourceURLs"] != nil } + [open],
                "incomplete": false,
            ])
        )
    }

    private func tokenReview(_ wanted: ResourceRequest) async throws {
        let object = try await body(of: wanted.type.kind, wanted.type.apiVersion)
        let token = object["spec", "token"]?.text ?? ""
        let user = service.tokens.user(token, now: service.clock.now)
        try await review(
            wanted,
            spec: object["spec"],
            status: .record([
                "authenticated": user != nil, "user": user.map(Self.json),
                "error": user == nil ? "[invalid bearer token]" : nil,
            ])
        )
    }

    private static func json(_ user: KubeUser) -> JSON {
        .record(["username": user.name, "groups": user.groups])
    }

    /// A token for a service account.
    func token(_ wanted: ResourceRequest) async throws {
        let asked = try await body(of: "TokenRequest", "authentication.k8s.io/v1")
        let account = try await api.get(
            .serviceAccounts,
            namespace: wanted.path.namespace,
            name: wanted.name
        )
        let seconds = asked["spec", "expirationSeconds"]?.integer ?? 3600
        guard (600...(1 << 32)).contains(seconds) else {
            let message =
                "Invalid value: \(seconds): may not specify a duration less than 10 minutes or larger than 2^32 seconds"
            throw StatusError(
                422,
                "Invalid",
                "TokenRequest.authentication.k8s.io \"\(wanted.name)\" is invalid: spec.expirationSeconds: \(message)",
                name: wanted.name,
                group: "authentication.k8s.io",
                kind: "TokenRequest",
                causes: [.init("FieldValueInvalid", "spec.expirationSeconds", message)]
            )
        }
        let now = service.clock.now
        let token = service.tokens.token(
            namespace: wanted.path.namespace ?? "",
            name: wanted.name,
            uid: account.uid,
            now: now,
            seconds: seconds
        )
        let audiences = ["https://kubernetes.default.svc.cluster.local"]
        try await request.answer(
            .record([
                "kind": "TokenRequest", "apiVersion": "authentication.k8s.io/v1",
                "metadata": JSON.record([
                    "name": wanted.name, "namespace": wanted.path.namespace, "creationTimestamp": now.text,
                ]),
                "spec": JSON.record([
                    "audiences": audiences, "expirationSeconds": seconds, "boundObjectRef": JSON.null,
                ]),
                "status": JSON.record([
                    "token": token, "expirationTimestamp": now.advanced(by: .seconds(seconds)).text,
                ]),
            ]),
            status: 201
        )
    }

    /// The parts of a control plane, which here are one and healthy while it answers.
    private func componentStatuses(_ wanted: ResourceRequest) async throws {
        let all = [("controller-manager", "ok"), ("etcd-0", "ok"), ("scheduler", "ok")].map { name, message in
            KubeObject(
                .record([
                    "kind": "ComponentStatus", "apiVersion": "v1", "metadata": JSON.record(["name": name]),
                    "conditions": [
                        JSON.record(["type": "Healthy", "status": "True", "message": message])
                    ],
                ])
            )
        }
        let warnings = ["v1 ComponentStatus is deprecated in v1.19+"]
        if let name = wanted.path.name {
            guard let found = all.first(where: { $0.name == name }) else {
                throw StatusError.notFound(wanted.type, name)
            }
            return try await answer(found, wanted, warnings: warnings)
        }
        if case .table(let version) = try request.form() {
            let answer = TableAnswer(
                table: .componentStatuses,
                version: version,
                included: try included(),
                now: service.clock.now
            )
            return try await request.answer(answer.json(all, metadata: .object([])), warnings: warnings)
        }
        try await request.answer(Self.list(all.map(\.json), wanted.type, .object([])), warnings: warnings)
    }
}
