import Testing

@testable import prescreen

@Suite("Console: results, talk and one line of progress")
struct ConsoleTests {
  @Test("results and talk go different ways")
  func apart() {
    let (results, talk) = (Record(), Record())
    let console = Console(results: results.channel(), talk: talk.channel())
    console.result("found")
    console.talk("looking")
    #expect(results.all == "found\n")
    #expect(talk.all == "looking\n")
  }

  @Test("on a terminal progress is one line: drawn over itself, cut to the width, gone before anything else is printed")
  func oneLine() {
    let talk = Record()
    let console = Console(results: talk.channel(), talk: talk.channel(isTerminal: true, width: 10))
    console.showProgress("short")
    console.showProgress("much longer than that")
    console.talk("a warning")
    console.result("a result")
    #expect(talk.all == "\rshort\u{1B}[K\rmuch lon…\u{1B}[K\r\u{1B}[Ka warning\na result\n")
  }

  @Test("elsewhere each stage is one line, and only when progress is asked for")
  func plainLines() {
    let talk = Record()
    let console = Console(results: Record().channel(), talk: talk.channel())
    let silent = ProgressLine(console: console, wanted: nil)
    silent.update("reading", done: 1, total: 2)
    silent.finish()
    #expect(talk.all == "")
    let line = ProgressLine(console: console, wanted: true)
    for done in 0...2 { line.update("reading", done: done, total: 2) }
    line.update("looking", done: 0, total: 1)
    line.finish()
    #expect(talk.all == "reading\nlooking\n")
  }

  @Test("a terminal is not drawn on for every step, but always for the last one")
  func throttled() {
    let talk = Record()
    let console = Console(results: Record().channel(), talk: talk.channel(isTerminal: true))
    let line = ProgressLine(console: console, wanted: nil, interval: .seconds(3600))
    for done in 0...1000 { line.update("reading", done: done, total: 1000) }
    #expect(talk.all.split(separator: "\r").count == 2)
    #expect(talk.all.hasSuffix("reading [####################] 1000/1000\u{1B}[K"))
    line.finish()
    #expect(talk.all.hasSuffix("\r\u{1B}[K"))
  }
}
