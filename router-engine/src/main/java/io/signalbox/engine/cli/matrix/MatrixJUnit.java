package io.signalbox.engine.cli.matrix;

import io.signalbox.engine.lab.Markup;
import io.signalbox.engine.lab.matrix.CheckResult;
import io.signalbox.engine.lab.matrix.CheckedCell;
import io.signalbox.engine.lab.matrix.MatrixCell;
import io.signalbox.engine.lab.matrix.MatrixReport;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// What came of a comparison in the XML that JUnit's runners write and CI systems read: a suite for
/// each model, a case for each prompt.
final class MatrixJUnit {
  private MatrixJUnit() {}

  static String of(MatrixReport report) {
    var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for (int i = 0; i < report.columns().size(); i++) {
      int column = i;
      add(xml, report, report.rows().stream().map(row -> row.get(column)).toList());
    }
    return xml.append("</testsuites>\n").toString();
  }

  private static void add(StringBuilder xml, MatrixReport report, List<CheckedCell> cells) {
    long errors = cells.stream().filter(MatrixJUnit::isUnanswered).count();
    long skipped = cells.stream().filter(each -> each.cell().isEmpty()).count();
    long failures = cells.stream().filter(each -> !each.passed()).count() - errors - skipped;
    long millis =
        cells.stream().flatMap(each -> each.cell().stream()).mapToLong(MatrixCell::millis).sum();
    String name = report.plan().title() + ": " + cells.getFirst().target().id();
    xml.append("  <testsuite name=\"").append(Markup.escaped(name));
    xml.append("\" tests=\"").append(cells.size());
    xml.append("\" failures=\"").append(failures);
    xml.append("\" errors=\"").append(errors);
    xml.append("\" skipped=\"").append(skipped);
    xml.append("\" time=\"").append(seconds(millis)).append("\">\n");
    cells.forEach(cell -> add(xml, name, cell));
    xml.append("  </testsuite>\n");
  }

  private static boolean isUnanswered(CheckedCell checked) {
    return checked.cell().filter(cell -> !cell.isAnswered()).isPresent();
  }

  private static void add(StringBuilder xml, String suite, CheckedCell checked) {
    xml.append("    <testcase classname=\"").append(Markup.escaped(suite));
    xml.append("\" name=\"").append(Markup.escaped(checked.prompt().name()));
    xml.append("\" time=\"")
        .append(seconds(checked.cell().map(MatrixCell::millis).orElse(0L)))
        .append('"');
    if (checked.passed()) {
      xml.append("/>\n");
    } else {
      xml.append(">\n      ").append(trouble(checked)).append("\n    </testcase>\n");
    }
  }

  private static String trouble(CheckedCell checked) {
    Optional<MatrixCell> cell = checked.cell();
    if (cell.isEmpty()) {
      return "<skipped message=\"not asked\"/>";
    }
    if (!cell.get().isAnswered()) {
      return "<error type=\"answer\" message=\"" + Markup.escaped(cell.get().failure()) + "\"/>";
    }
    List<String> failed =
        checked.checks().stream().filter(CheckResult::isFailed).map(MatrixJUnit::line).toList();
    return "<failure type=\"check\" message=\""
        + Markup.escaped(failed.getFirst())
        + "\">"
        + Markup.escaped(String.join("\n", failed))
        + "</failure>";
  }

  private static String line(CheckResult result) {
    return result.check().name() + (result.why().isEmpty() ? "" : " (" + result.why() + ")");
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).toPlainString();
  }
}
