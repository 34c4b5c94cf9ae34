import DeckModel
import GoText
import Testing

struct GoURLTests {
    @Test(
        arguments: [
            (":x", "missing protocol scheme"), (":8080", "missing protocol scheme"),
            ("12:30 pm", "first path segment in URL cannot contain colon"),
            ("foo bar:baz", "first path segment in URL cannot contain colon"),
            ("http://a b/", #"invalid character " " in host name"#), ("http://[bad", "missing ']' in host"),
            ("http://a:80a/", #"invalid port ":80a" after host"#),
            ("http://[::1]x", #"invalid port "x" after host"#),
            ("http://a%41/", #"invalid URL escape "%41""#), ("http://a^b@c/", "net/url: invalid userinfo"),
            ("/%zz", #"invalid URL escape "%zz""#), ("/%z", #"invalid URL escape "%z""#),
            ("/a%", #"invalid URL escape "%""#),
            ("a\u{1}b", "net/url: invalid control character in URL"),
            ("http://[fe80::1%25%7f]/", #"invalid URL escape "%7f""#),
        ])
    func refusesInGosWords(text: String, reason: String) {
        let error = #expect(throws: GoURLError.self) { _ = try GoURL.parse(text) }
        #expect(error?.reason == reason)
        #expect(error?.message == "parse \(GoText.quoted(text)): \(reason)")
    }

    @Test func namesTheWholeAddressWhenTheFragmentIsWrong() {
        let fragment = #expect(throws: GoURLError.self) { _ = try GoURL.parse("/a#%zz") }
        #expect(fragment?.message == ##"parse "/a#%zz": invalid URL escape "%zz""##)
        let path = #expect(throws: GoURLError.self) { _ = try GoURL.parse("/%zz#a") }
        #expect(path?.message == ##"parse "/%zz": invalid URL escape "%zz""##)
    }

    @Test func takesAnAddressApart() throws {
        let url = try GoURL.parse("HTTPS://me:pw@x.y:80/a%2fb/é?q=%zz&r#f%41")
        #expect(url.scheme == "https")
        #expect(url.hasUser)
        #expect(url.host == "x.y:80")
        #expect(url.path == "/a/b/é")
        #expect(url.rawPath == "/a%2fb/é")
        #expect(url.rawQuery == "q=%zz&r")
        #expect(url.fragment == "fA")
        #expect(url.rawFragment == "f%41")
        #expect(url.text == "https://me:pw@x.y:80/a/b/%C3%A9?q=%zz&r#f%41")
    }

    @Test func keepsWhatFollowsASchemeWithoutSlash() throws {
        let url = try GoURL.parse("mailto:a%zz@b c")
        #expect(url.opaque == "a%zz@b c")
        #expect(url.path == "")
        #expect(!url.hasUser)
    }

    @Test func marksAMissingHostAndAnEmptyQuery() throws {
        #expect(try GoURL.parse("file:/x").omitHost)
        #expect(try !GoURL.parse("file:///x").omitHost)
        #expect(try GoURL.parse("a?").forceQuery)
        let twice = try GoURL.parse("a??")
        #expect(!twice.forceQuery)
        #expect(twice.rawQuery == "?")
    }

    @Test(
        arguments: [
            (#"/%41é"q"#, "/A%C3%A9%22q"), ("/%41", "/%41"), ("http://", "http:"),
            ("HTTP://X.Y/z", "http://X.Y/z"),
            ("//h/p", "//h/p"), ("///h/p", "///h/p"), ("file:///x", "file:///x"), ("file:/x", "file:/x"),
            ("*", "*"),
            ("a?", "a?"), ("a?b?c", "a?b?c"), ("#", ""), ("#a b", "#a%20b"), ("%2A", "*"), ("a%3ab", "a%3ab"),
            ("a%3ab é", "./a:b%20%C3%A9"),
            ("http://a%C3%A9.b/", "http://a%C3%A9.b/"),
            ("http://[fe80::1%25en0]:8080/", "http://[fe80::1%25en0]:8080/"),
            ("http://u%40:p%3a@h/", "http://u%40:p%3A@h/"), ("http://@h", "http://@h"),
            ("mailto:a@b?x#y", "mailto:a@b?x#y"),
            ("", ""), ("?q", "?q"), ("x:", "x:"), ("http://h?q", "http://h?q"),
        ])
    func writesAnAddressAsGoDoes(text: String, written: String) throws {
        #expect(try GoURL.parse(text).text == written)
    }

    @Test func repairsEscapesThatAreNoText() throws {
        let url = try GoURL.parse("/%ff")
        #expect(url.path == "/\u{FFFD}")
        #expect(url.text == "/%ff")
    }
}
