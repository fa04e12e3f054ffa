import Testing

@testable import FindingsReport

@Suite("HTML and CSS text")
struct HTMLTests {
  @Test("interpolated text can become neither markup nor the end of an attribute")
  func escapes() {
    let odd = "<script>alert('x')</script> & \"quoted\" \u{0}\u{1b}\u{85} 王\t\n"
    let html: HTML = "<p title=\"\(odd)\">\(odd)</p>"
    let escaped =
      "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;quoted&quot; \u{FFFD}\u{FFFD}\u{FFFD} 王\t\n"
    #expect(html.markup == "<p title=\"\(escaped)\">\(escaped)</p>")
  }

  @Test("pieces are joined as they are")
  func pieces() {
    let bold: HTML = "<b>\("a<b")</b>"
    let html: HTML = "\(bold)\([bold, bold])\(7)"
    #expect(html.markup == "<b>a&lt;b</b><b>a&lt;b</b><b>a&lt;b</b>7")
  }

  @Test("text in a style sheet cannot end its string, its rule or the style element")
  func css() {
    #expect(CSSString.quoted("王 A·1") == "\"王 A·1\"")
    let quoted = CSSString.quoted("\"; } </style><script>\\\n&")
    #expect(quoted == "\"\\22 ; \\7d  \\3c /style\\3e \\3c script\\3e \\5c \\a \\26 \"")
  }
}
