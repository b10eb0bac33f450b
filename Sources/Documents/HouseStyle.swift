import Sheets

/// The styles that all documents share.
enum HouseStyle {
  static let ink = Color(0x1F3864)
  static let pale = Color(0xE9EEF6)
  static let grey = Color(0x666666)

  static let text = Style.plain.with {
    $0.wraps = true
    $0.vertical = .top
    $0.horizontal = .left
  }
  static let small = text.with {
    $0.size = 8
    $0.color = grey
  }
  static let label = text.with { $0.color = grey }
  static let strong = text.with { $0.isBold = true }
  static let title = Style.plain.with {
    $0.isBold = true
    $0.size = 14
    $0.horizontal = .center
    $0.wraps = true
  }
  static let draftMark = Style.plain.with {
    $0.isBold = true
    $0.size = 12
    $0.color = Color(0xC00000)
    $0.horizontal = .center
    $0.wraps = true
  }
  static let subtitle = Style.plain.with {
    $0.size = 11
    $0.horizontal = .center
    $0.wraps = true
  }
  static let heading = Style.plain.with {
    $0.isBold = true
    $0.size = 11
    $0.color = ink
    $0.wraps = true
  }

  static let head = Style.plain.with {
    $0.isBold = true
    $0.size = 9
    $0.horizontal = .center
    $0.wraps = true
    $0.fill = pale
  }.boxed()
  static let cell = Style.plain.with {
    $0.wraps = true
    $0.horizontal = .left
  }.boxed()
  static let middle = cell.with { $0.horizontal = .center }
  static let number = Style.plain.with { $0.horizontal = .right }.boxed()
  static let money = number.showing(.signedDecimals(2))
  static let total = money.with {
    $0.isBold = true
    $0.fill = pale
  }
  static let totalLabel = cell.with {
    $0.isBold = true
    $0.fill = pale
    $0.horizontal = .right
  }
  static let sheetTitle = Style.plain.with {
    $0.isBold = true
    $0.size = 14
    $0.color = ink
  }
  static let sheetSubtitle = Style.plain.with { $0.color = grey }
  static let tableText = Style.plain.with {
    $0.wraps = true
    $0.horizontal = .left
    $0.vertical = .top
    $0.indent = 1
  }.boxed(.hair)
  static let tableNumber = Style.plain.with {
    $0.horizontal = .right
    $0.vertical = .top
  }.boxed(.hair)
  static let signature = Style.plain.with {
    $0.bottom = .thin
    $0.vertical = .bottom
  }
  static let caption = Style.plain.with {
    $0.size = 8
    $0.color = grey
    $0.horizontal = .center
    $0.vertical = .top
  }
}
