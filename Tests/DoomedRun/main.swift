import Diagnostics
import FailingDisk
import Foundation
import Measures
import Pipeline

// `esep run` on a disk that fails: what the tests of durability start. The words, in order:
// the input folder, the output folder, the last month, the log of calls, the number of the call, its fate, and how the
// fate comes: `once`; or to each later call below a folder as well, named here; or `nobody`: to a user whom nothing
// belongs to.
let words = Array(CommandLine.arguments.dropFirst())
guard words.count == 7, let number = Int(words[4]), let fate = Int32(words[5]) else { exit(2) }

StandardStreams.secure()
var request = RunRequest()
request.input = words[0]
request.output = words[1]
request.through = Month(words[2])
request.today = Day.parse("2027-12-31")
request.language = .en
if words[6] == "nobody", failing_disk_become_nobody() != 0 { exit(3) }
unsafe failing_disk_arm(words[3], number, fate, words[6].hasPrefix("/") ? words[6] : "")
let status = RunJob.run(request) { print($0) }
exit(status.rawValue)
