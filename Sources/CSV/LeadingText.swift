/// The first few thousand bytes of a file as text, to tell what kind of file it is; nil where it can't be read or is no
/// text.
public func leadingText(_ path: String) -> String? {
  guard let file = try? OpenFile(path) else { return nil }
  var block = [UInt8](repeating: 0, count: 4096)
  guard let count = try? file.read(&block, at: 0), count > 0 else { return nil }
  let lead = block
  var detector = EncodingDetector()
  detector.take(lead.span.extracting(0..<count))
  guard case .success(let encoding) = detector.encoding() else { return nil }
  var transcoder = Transcoder(encoding)
  var text: [UInt8] = []
  transcoder.append(lead.span.extracting(0..<count), to: &text)
  return String(decoding: text, as: UTF8.self)
}
