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

  func write(_ chart: Chart) {
    unsafe chart_title_set_name(handle, chart.title)
    unsafe FormatWriter.typeface.withCString { typeface in
      var font = unsafe lxw_chart_font()
      unsafe font.name = UnsafeMutablePointer(mutating: typeface)
      unsafe font.size = 12
      unsafe font.bold = 1
      unsafe chart_title_set_name_font(handle, &font)
    }
    for series in chart.series {
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
      if chart.kind == .pie { unsafe chart_series_set_labels_percentage(drawn) }
    }
    let below = UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue)
    let none = UInt8(LXW_CHART_LEGEND_NONE.rawValue)
    unsafe chart_legend_set_position(handle, chart.series.count == 1 && chart.kind != .pie ? none : below)
    guard chart.kind != .pie else { return }
    let categories = unsafe handle.pointee.x_axis
    let values = unsafe handle.pointee.y_axis
    if !chart.categoryTitle.isEmpty { unsafe chart_axis_set_name(categories, chart.categoryTitle) }
    if !chart.valueTitle.isEmpty { unsafe chart_axis_set_name(values, chart.valueTitle) }
    unsafe chart_axis_set_num_format(values, chart.valueFormat.code)
    if chart.startsAtZero { unsafe chart_axis_set_min(values, 0) }
    if chart.kind == .bar { unsafe chart_axis_set_reverse(categories) }
  }
}
