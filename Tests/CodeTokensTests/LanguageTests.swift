import CodeTokens
import Testing

struct LanguageTests {
    @Test(arguments: MarkedCode.all)
    func coloursAnExample(example: MarkedCode) throws {
        let lexed = try example.lexed()
        #expect(lexed == example.marked)
    }

    @Test func hasExamplesOfEveryLanguage() {
        let named = Set(MarkedCode.all.compactMap { CodeLanguage.named($0.language) })
        #expect(named == Set(CodeLanguage.all))
    }

    @Test func hasASampleOfEveryLanguage() {
        #expect(Set(Sample.all.map(\.language)) == Set(CodeLanguage.all))
    }

    @Test(arguments: [
        ("go", "go"), ("golang", "go"), ("Go linenos", "go"), ("go,ignore", "go"), ("{.go}", "go"),
        ("go{1,2}", "go"), ("oldgo", "go"), ("bash", "sh"), ("console", "sh-session"), ("yml", "yaml"),
        ("Dockerfile", "dockerfile"), ("docker", "dockerfile"), ("c++", "cpp"), ("typescript", "ts"),
    ])
    func findsTheLanguageOfAFence(info: String, name: String) {
        #expect(CodeLanguage.named(info)?.name == name)
    }

    @Test(arguments: ["", " ", "text", "go2", ".", "{}", "\u{FFFD}"])
    func knowsNoLanguageByOtherWords(info: String) {
        #expect(CodeLanguage.named(info) == nil)
    }

    @Test(arguments: [
        ("main.go", "go"), ("a/b.c/Dockerfile", "dockerfile"), ("Dockerfile.multistage", "dockerfile"),
        ("web.Dockerfile", "dockerfile"), ("Containerfile", "dockerfile"), ("go.mod", "go-mod"),
        ("go.work", "go-mod"), ("compose.yaml", "yaml"), ("docker-compose.prod.YML", "yaml"),
        ("Makefile", "make"), ("list.h", "c"), ("queue.hpp", "cpp"), ("a.tar.sh", "sh"), (".bashrc", "sh"),
        ("image.svg", "html"), ("x.service", "ini"), ("Cargo.lock", "toml"),
    ])
    func findsTheLanguageOfAFileByItsName(file: String, name: String) {
        #expect(CodeLanguage.forFile(named: file)?.name == name)
    }

    @Test(arguments: ["README", "go.sum", "notes.txt", "", "/", "go/", ".go2"])
    func knowsNoLanguageByOtherFileNames(file: String) {
        #expect(CodeLanguage.forFile(named: file) == nil)
    }

    @Test(arguments: [
        ("#!/bin/sh\nls", "sh"), ("#!/usr/bin/env python3.12\n", "python"),
        ("#! /usr/bin/env -S bash -e\r\n", "sh"), ("#!/usr/bin/make -f", "make"),
    ])
    func findsTheLanguageOfAScriptByItsFirstLine(text: String, name: String) {
        #expect(CodeLanguage.forFile(named: "run", firstBytes: Array(text.utf8)[...])?.name == name)
        #expect(CodeLanguage.forFile(named: "run.go", firstBytes: Array(text.utf8)[...])?.name == "go")
    }

    @Test(arguments: ["", "#!", "#!/", "#! \n", "sh", "#!/bin/awk -f"])
    func knowsNoLanguageByOtherFirstLines(text: String) {
        #expect(CodeLanguage.forFile(named: "run", firstBytes: Array(text.utf8)[...]) == nil)
    }

    @Test(arguments: [
        ("$ docker ps", true), ("\n  \n$ ls\n", true), ("a\n$ ls", false), (" $ ls", false), ("$ls", false),
        ("$", false), ("", false),
    ])
    func guessesOnlyAShellSession(text: String, isSession: Bool) {
        #expect(CodeLanguage.guess(Array(text.utf8))?.name == (isSession ? "sh-session" : nil))
    }

    @Test func hasNamesThatAreUnlikeAndFitAClassOfHTML() {
        let names = CodeLanguage.all.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names {
            #expect(name.wholeMatch(of: /[a-z][a-z-]*/) != nil)
            #expect(CodeLanguage.named(name)?.name == name)
        }
    }
}
