import CXLSXWriter
import Sheets

/// Turns a style into a format of the library's.
@safe struct FormatWriter {
  /// On every computer, and with all Kyrgyz letters.
  static let typeface = "Arial"

  let handle: UnsafeMutablePointer<lxw_format>

  func write(_ style: Style) {
    unsafe format_set_font_name(handle, Self.typeface)
    unsafe format_set_font_size(handle, Double(style.size))
    if style.isBold { unsafe format_set_bold(handle) }
    if style.isItalic { unsafe format_set_italic(handle) }
    if let color = style.color { unsafe format_set_font_color(handle, color.rgb) }
    if let fill = style.fill {
      unsafe format_set_pattern(handle, UInt8(LXW_PATTERN_SOLID.rawValue))
      unsafe format_set_fg_color(handle, fill.rgb)
    }
    let horizontal: lxw_format_alignments? =
      switch style.horizontal {
      case .general: nil
      case .left: LXW_ALIGN_LEFT
      case .center: LXW_ALIGN_CENTER
      case .right: LXW_ALIGN_RIGHT
      }
    if let horizontal { unsafe format_set_align(handle, UInt8(horizontal.rawValue)) }
    let vertical: lxw_format_alignments =
      switch style.vertical {
      case .bottom: LXW_ALIGN_VERTICAL_BOTTOM
      case .center: LXW_ALIGN_VERTICAL_CENTER
      case .top: LXW_ALIGN_VERTICAL_TOP
      }
    unsafe format_set_align(handle, UInt8(vertical.rawValue))
    if style.wraps { unsafe format_set_text_wrap(handle) }
    if style.indent > 0 { unsafe format_set_indent(handle, style.indent) }
    unsafe format_set_top(handle, line(style.top))
    unsafe format_set_bottom(handle, line(style.bottom))
    unsafe format_set_left(handle, line(style.left))
    unsafe format_set_right(handle, line(style.right))
    if style.format != .general { unsafe format_set_num_format(handle, style.format.code) }
  }

  private func line(_ line: Style.Line) -> UInt8 {
    let border: lxw_format_borders =
      switch line {
      case .none: LXW_BORDER_NONE
      case .hair: LXW_BORDER_HAIR
      case .thin: LXW_BORDER_THIN
      case .medium: LXW_BORDER_MEDIUM
      }
    return UInt8(border.rawValue)
  }
}
