package io.signalbox.engine.cli.conform;

import io.signalbox.engine.conform.ConformFinding;
import io.signalbox.engine.conform.ConformReport;
import io.signalbox.engine.conform.ConformVerdict;
import io.signalbox.engine.lab.Markup;

/// What was found of an endpoint in the XML that CI systems read: what is broken has failed, what
/// the endpoint has not is passed, what was not tested is skipped.
final class ConformXml {
  private ConformXml() {}

  static String of(ConformReport report) {
    var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    xml.append("  <testsuite name=\"").append(Markup.escaped(report.address()));
    xml.append("\" tests=\"").append(report.findings().size());
    xml.append("\" failures=\"").append(report.count(ConformVerdict.BROKEN));
    xml.append("\" errors=\"0\" skipped=\"").append(report.count(ConformVerdict.UNTESTED));
    xml.append("\">\n");
    report.findings().forEach(row -> add(xml, row));
    return xml.append("  </testsuite>\n</testsuites>\n").toString();
  }

  private static void add(StringBuilder xml, ConformFinding row) {
    xml.append("    <testcase classname=\"conform.").append(Markup.escaped(row.group()));
    xml.append("\" name=\"").append(Markup.escaped(row.trait())).append('"');
    String words = Markup.escaped(row.reason() + ": " + row.came());
    switch (row.verdict()) {
      case YES, NO -> xml.append("/>\n");
      case BROKEN ->
          xml.append("><failure type=\"conform\" message=\"")
              .append(words)
              .append("\"/></testcase>\n");
      case UNTESTED -> xml.append("><skipped message=\"").append(words).append("\"/></testcase>\n");
    }
  }
}
