import CXLSXWriter
import Sheets

/// Turns a chart into one of the library's.
@safe struct ChartWriter {
  let handle: UnsafeMutablePointer<lxw_chart>

  static func type(of kind: Chart.Kind) -> lxw_chart_type {
    switch kind {
    case .column: LXW_CHART_COLUMN
    case .stackedColumn: LXW_CHART_COLUMN_STACKED
    case .line: LXW_CHART_LINE
    case .bar: LXW_CHART_BAR
    case .pie: LXW_CHART_PIE
    }
  }

  /// Twelve that can be told apart beside each other, where the colours of the program would come round again.
  private static let colors = [
    0x4472C4, 0xED7D31, 0x70AD47, 0xFFC000, 0x7B5EA7, 0x5BB5C9, 0xC0504D, 0x1F3864, 0x9E6B3F, 0x8FAADC, 0x385723,
    0x7F7F7F,
  ].map(Color.init)

  func write(_ chart: Chart) {
    unsafe chart_title_set_name(handle, chart.title)
    unsafe FormatWriter.typeface.withCString { typeface in
      var font = unsafe lxw_chart_font()
      unsafe font.name = UnsafeMutablePointer(mutating: typeface)
      unsafe font.size = 12
      unsafe font.bold = 1
      unsafe chart_title_set_name_font(handle, &font)
    }
    for (index, series) in chart.series.enumerated() {
      let drawn = unsafe chart_add_series(handle, nil, nil)
      unsafe chart_series_set_name(drawn, series.name)
      let categories = series.categories
      unsafe chart_series_set_categories(
        drawn, categories.sheet, UInt32(categories.range.rows.lowerBound),
        UInt16(categories.range.columns.lowerBound), UInt32(categories.range.rows.upperBound),
        UInt16(categories.range.columns.upperBound))
      let values = series.values
      unsafe chart_series_set_values(
        drawn, values.sheet, UInt32(values.range.rows.lowerBound), UInt16(values.range.columns.lowerBound),
        UInt32(values.range.rows.upperBound), UInt16(values.range.columns.upperBound))
      if chart.series.count > 1, chart.kind != .line {
        var fill = lxw_chart_fill()
        fill.color = Self.colors[index % Self.colors.count].rgb
        unsafe chart_series_set_fill(drawn, &fill)
      }
      if chart.kind == .pie { unsafe chart_series_set_labels_percentage(drawn) }
    }
    unsafe chart_legend_set_position(handle, legend(of: chart))
    guard chart.kind != .pie else { return }
    let categories = unsafe handle.pointee.x_axis
    let values = unsafe handle.pointee.y_axis
    if !chart.categoryTitle.isEmpty { unsafe chart_axis_set_name(categories, chart.categoryTitle) }
    if !chart.valueTitle.isEmpty { unsafe chart_axis_set_name(values, chart.valueTitle) }
    unsafe chart_axis_set_num_format(values, chart.valueFormat.code)
    if chart.startsAtZero { unsafe chart_axis_set_min(values, 0) }
    if chart.kind == .bar { unsafe chart_axis_set_reverse(categories) }
    var line = lxw_chart_line()
    line.color = 0xD9D9D9
    line.width = 0.75
    unsafe chart_axis_major_gridlines_set_line(values, &line)
  }

  /// Below the plot, unless many names would take its room.
  private func legend(of chart: Chart) -> UInt8 {
    let position =
      switch chart.series.count {
      case 1 where chart.kind != .pie: LXW_CHART_LEGEND_NONE
      case ...4: LXW_CHART_LEGEND_BOTTOM
      default: LXW_CHART_LEGEND_RIGHT
      }
    return UInt8(position.rawValue)
  }
}
