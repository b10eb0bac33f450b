import Dispatch
import Foundation
import Synchronization

/// The cores that work can be shared out over.
var coreCount: Int { ProcessInfo.processInfo.activeProcessorCount }

/// Does the same on several threads, each with its number from 0, and gives what each came to, in order.
public func inParallel<Result: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
  if count <= 1 { return count == 1 ? [work(0)] : [] }
  let outcomes = Mutex([Result?](repeating: nil, count: count))
  DispatchQueue.concurrentPerform(iterations: count) { number in
    let outcome = work(number)
    outcomes.withLock { $0[number] = outcome }
  }
  return outcomes.withLock { $0.compactMap { $0 } }
}
