package io.signalbox.engine.cli;

import io.signalbox.engine.lab.Markup;
import io.signalbox.engine.lab.SuiteResult;
import java.math.BigDecimal;
import java.util.List;

/// The results of suites in the XML that JUnit's runners write and CI systems read.
final class JUnitXml {
  private JUnitXml() {}

  static String of(List<TestCommand.Run> runs) {
    var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    runs.forEach(run -> add(xml, run));
    return xml.append("</testsuites>\n").toString();
  }

  private static void add(StringBuilder xml, TestCommand.Run run) {
    SuiteResult result = run.result();
    long micros = result.cases().stream().mapToLong(SuiteResult.Tested::micros).sum();
    xml.append("  <testsuite name=\"").append(Markup.escaped(run.file().toString()));
    xml.append("\" tests=\"").append(result.cases().size());
    xml.append("\" failures=\"").append(result.failed());
    xml.append("\" errors=\"0\" skipped=\"0\" time=\"").append(seconds(micros)).append("\">\n");
    result.cases().forEach(each -> add(xml, run, each));
    xml.append("  </testsuite>\n");
  }

  private static void add(StringBuilder xml, TestCommand.Run run, SuiteResult.Tested tested) {
    xml.append("    <testcase classname=\"").append(Markup.escaped(run.graph().name()));
    xml.append("\" name=\"").append(Markup.escaped(tested.test().name()));
    xml.append("\" time=\"").append(seconds(tested.micros())).append('"');
    if (tested.passed()) {
      xml.append("/>\n");
      return;
    }
    var first = tested.mismatches().getFirst();
    String message = first.key() + ": expected " + first.expected() + ", came " + first.came();
    xml.append(">\n      <failure type=\"expectation\" message=\"");
    xml.append(Markup.escaped(message)).append("\">");
    tested
        .mismatches()
        .forEach(each -> SuiteReport.mismatch(each).forEach(line -> line(xml, line.strip())));
    SuiteReport.trace(tested.trace()).forEach(line -> line(xml, line));
    xml.append("</failure>\n    </testcase>\n");
  }

  private static void line(StringBuilder xml, String text) {
    xml.append(Markup.escaped(text)).append('\n');
  }

  private static String seconds(long micros) {
    return BigDecimal.valueOf(micros, 6).toPlainString();
  }
}
