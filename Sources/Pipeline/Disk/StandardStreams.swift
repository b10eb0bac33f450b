import Glibc

/// What the caller reads, made safe before anything is written to the disk.
public enum StandardStreams {
  /// A reader that goes away, as `head` does, does not end the work. And where the caller closed a stream, its number
  /// is taken by a file that swallows everything, so that no message gets into a file of the output.
  public static func secure() {
    signal(SIGPIPE, SIG_IGN)
    while true {
      let descriptor = unsafe open("/dev/null", O_RDWR)
      if descriptor > STDERR_FILENO { close(descriptor) }
      if descriptor < 0 || descriptor > STDERR_FILENO { return }
    }
  }
}
