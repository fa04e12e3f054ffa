import StudyModel

extension ReportPage {
  /// Who and what: one line for the patient and the study, one for the series.
  var patientFacts: HTML {
    let study = report.study
    var facts: [HTML] = []
    if let patient = study.patient {
      facts.append(fact(.name, patient.name.map(display.name)))
      facts.append(fact(.patientID, patient.identifier))
      facts.append(fact(.sex, patient.sex.map(display.sex)))
      let hasAge = patient.age?.isEmpty == false
      facts.append(
        hasAge ? fact(.age, patient.age.map(display.age)) : fact(.birthDate, patient.birthDate.map(display.date)))
    } else {
      facts.append(fact(.name, display(.unknownPatient)))
    }
    facts.append(fact(.studyDate, study.studyDate.map(display.date)))
    facts.append(fact(.accession, study.accessionNumber))
    if let series = report.series { facts.append(fact(.series, describe(series))) }
    return "<dl class=\"facts\">\(facts)</dl>"
  }

  private func fact(_ term: Wording, _ value: String?) -> HTML {
    let value = value.flatMap { $0.isEmpty ? nil : $0 } ?? display(.unknown)
    return "<div><dt>\(display(term))</dt><dd><bdi>\(value)</bdi></dd></div>\n"
  }

  /// Number, slices, voxel size, thickness, kernel and maker, as far as known.
  func describe(_ series: SeriesDescription) -> String {
    let parts: [String?] = [
      series.seriesNumber.map { display(.seriesNumber($0)) },
      series.stack,
      display(.sliceCount(series.slices)),
      series.spacing.map { display(.voxel(display.spacing($0))) },
      series.sliceThickness.map { display(.thickness(display.thickness($0))) },
      series.kernel.map { display(.kernel($0)) },
      series.manufacturer,
    ]
    return parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// What became of the study, in one sentence; none of the outcomes is coloured as good news.
  var outcome: HTML {
    switch report.outcome {
    case .reported where report.findings.isEmpty:
      return box("none", .noCandidates, "<p>\(display(.noCandidatesDetail))</p>\(urgency)")
    case .reported:
      return box("some", .candidates(report.findings.count), "\(notShown)\(urgency)")
    case .refused:
      return box("refused", .refused, "<p>\(display(.refusedDetail))</p>")
    case .failed(let stage, let reason):
      return box(
        "failed", .failed,
        """
        <p>\(display(.failedDetail))</p>
        <p>\(display(.stage)) <span lang="en">\(stage)</span> · \(display(.reason)) <span lang="en">\(reason)</span></p>
        """)
    }
  }

  /// The list is capped, and says so.
  private var notShown: HTML {
    report.notShown > 0 ? "<p>\(display(.notShown(report.notShown)))</p>" : ""
  }

  private var urgency: HTML {
    guard let urgency = report.urgency else { return "" }
    return "<p>\(display(.urgency(display.urgency(urgency))))</p>"
  }

  private func box(_ name: String, _ headline: Wording, _ detail: HTML) -> HTML {
    "<section class=\"outcome \(name)\"><h2>\(display(headline))</h2>\(detail)</section>"
  }

  var quality: HTML {
    let list: HTML =
      report.quality.reasons.isEmpty
      ? "<span>\(display(.noReasons))</span>" : reasonList(report.quality.reasons)
    return """
      <section class="quality"><h2>\(display(.quality))</h2> \(verdict(report.quality.verdict))
      \(list)</section>
      """
  }

  private func verdict(_ verdict: SeriesQuality.Verdict) -> HTML {
    let words: Wording =
      switch verdict {
      case .analysable: .analysable
      case .warning: .warning
      case .refused: .notAnalysable
      }
    return "<span class=\"verdict \(verdict.rawValue)\">\(display(words))</span>"
  }

  private func reasonList(_ reasons: [QualityReason]) -> HTML {
    "<ul class=\"reasons\">\(reasons.map { "<li>\(sentence($0))</li>" as HTML })</ul>"
  }

  /// The reason in the page's language, with what was seen. The English message stands in where the table lacks the code.
  private func sentence(_ reason: QualityReason) -> HTML {
    let chinese = language == .chinese ? ChineseReasonTable.sentences[reason.code] : nil
    let words: HTML = chinese.map { "\($0)" } ?? "<span lang=\"en\">\(reason.message)</span>"
    if language == .chinese, let evidence = ChineseEvidence.text(of: reason.evidence) {
      return "\(words) <span class=\"evidence\">（\(evidence)）</span>"
    }
    return reason.evidence.isEmpty ? words : "\(words) <span class=\"evidence\" lang=\"en\">(\(reason.evidence))</span>"
  }

  /// What else the study holds and why it was left alone.
  var otherSeries: HTML {
    guard !report.otherSeries.isEmpty else { return "" }
    let rows = report.otherSeries.map { listing -> HTML in
      let number = listing.series.seriesNumber.map(String.init) ?? "–"
      let stack: HTML = listing.series.stack.map { "<br><span class=\"evidence\" lang=\"en\">\($0)</span>" } ?? ""
      let why: HTML =
        listing.quality.reasons.isEmpty ? verdict(listing.quality.verdict) : reasonList(listing.quality.reasons)
      return """
        <tr><td>\(number)\(stack)</td><td>\(listing.series.modality ?? "–")</td><td class="number">\(listing.series.slices)</td><td>\(why)</td></tr>

        """
    }
    return """
      <section><h2>\(display(.otherSeries))</h2>
      <table><thead><tr><th scope="col">\(display(.series))</th><th scope="col">\(display(.modality))</th>
      <th scope="col" class="number">\(display(.slicesColumn))</th><th scope="col">\(display(.why))</th></tr></thead>
      <tbody>
      \(rows)</tbody></table></section>
      """
  }

  /// What made the report, from what.
  var provenance: HTML {
    let provenance = report.provenance
    let parts: [String?] = [
      "\(provenance.program) \(provenance.version)",
      display(.instructionSet(provenance.instructionSet)),
      provenance.plan.map { display(.plan($0)) },
      provenance.model.map { display(.model($0)) },
      provenance.inputSHA256.map { display(.input(String($0.prefix(16)))) },
      report.study.studyInstanceUID.map { "\(display(.studyUID)) \($0)" },
    ]
    return """
      <footer>\(display(.provenance)) \(parts.compactMap { $0 }.joined(separator: " · "))<br>\(display(.notice))</footer>
      """
  }
}
