import Foundation

let session = Session(console: .standard(), environment: ProcessInfo.processInfo.environment)
exit(await Program.run(Array(CommandLine.arguments.dropFirst()), session: session).rawValue)
