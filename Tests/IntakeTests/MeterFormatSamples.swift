import Foundation

/// One day of layout 80020; the values of each channel stand for periods of equal length from midnight on.
func layout80020(
  day: String, encoding: String = "UTF-8", _ channels: (point: String, channel: String, values: [String])...
) -> String {
  var text = """
    <?xml version="1.0" encoding="\(encoding)"?>
    <message class="80020" version="2" number="7">
    <datetime><timestamp>20260702010000</timestamp><daylightsavingtime>0</daylightsavingtime><day>\(day)</day></datetime>
    <sender><inn>1</inn><name>Парк</name></sender>
    <area timezone="1"><inn>1</inn><name>ПС Парк</name>

    """
  for (point, channel, values) in channels {
    text += "<measuringpoint code=\"\(point)\" name=\"Ввод 1\"><measuringchannel code=\"\(channel)\" desc=\"а\">\n"
    let minutes = 1440 / values.count
    for (index, value) in values.enumerated() {
      let clock = { (minute: Int) in String(format: "%02d%02d", minute / 60 % 24, minute % 60) }
      text += "<period start=\"\(clock(index * minutes))\" end=\"\(clock((index + 1) * minutes))\">\(value)</period>\n"
    }
    text += "</measuringchannel></measuringpoint>\n"
  }
  return text + "</area></message>\n"
}

/// A NEM12 file of the records between its first and its last.
func nem12(_ records: String...) -> String {
  "100,NEM12,202607020100,PARK,ESEP\n" + records.map { $0 + "\n" }.joined() + "900\n"
}

/// So many equal cells of a record.
func cells(_ count: Int, _ value: String) -> String {
  [String](repeating: value, count: count).joined(separator: ",")
}
