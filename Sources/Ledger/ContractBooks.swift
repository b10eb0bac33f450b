public import Park

extension Books {
  /// The books as each of some contracts sees them: the same batches with its own documents and balances alone, and
  /// without metering.
  public func split(among contracts: some Sequence<Contract.ID>) -> [Contract.ID: Books] {
    let documents = batches.map { Dictionary(grouping: $0.documents, by: \.contract) }
    let balances = batches.map { Dictionary(grouping: $0.balances, by: \.contract) }
    var result: [Contract.ID: Books] = [:]
    for contract in contracts {
      var own = Books()
      for (index, batch) in batches.enumerated() {
        own.append(
          Batch(
            month: batch.month, issuedOn: batch.issuedOn, documents: documents[index][contract] ?? [], months: [],
            balances: balances[index][contract] ?? [], heldBack: []))
      }
      result[contract] = own
    }
    return result
  }

  /// The same batches without documents and metering: of what is made from these, all the rest.
  public var withoutDocuments: Books {
    var bare = Books()
    for var batch in batches {
      batch.documents = []
      batch.months = []
      bare.append(batch)
    }
    return bare
  }
}
