import Testing

@testable import Pipeline

/// Paths as people give them to `--output` and `--to`.
@Suite struct PathTests {
  @Test(arguments: [
    ("o", ".", "o"), ("Output", ".", "Output"), ("o/", ".", "o"), ("a/b", "a", "b"), ("a//b//", "a", "b"),
    ("/o", "/", "o"), ("/a/b", "/a", "b"), ("../o", "..", "o"), ("өндүрүш/ч", "өндүрүш", "ч"), (".", ".", "."),
  ])
  func aPathIsItsFolderAndItsName(_ path: String, _ folder: String, _ name: String) {
    #expect(Disk.split(path).folder == folder)
    #expect(Disk.split(path).name == name)
  }
}
