package io.signalbox.engine.workspace;

import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The text of a suite, what it reads as, and what is wrong with it. Reading never fails for the
/// text's content. Immutable, safe for threads.
public final class SuiteText {
  private final Source source;
  private final Optional<Yaml> root;
  private final Optional<SuiteFile> suite;
  private final List<Problem> problems;

  private SuiteText(
      Source source, Optional<Yaml> root, Optional<SuiteFile> suite, List<Problem> problems) {
    this.source = source;
    this.root = root;
    this.suite = suite;
    this.problems = problems;
  }

  /// Reads a text.
  ///
  /// @param fileName how problems call it
  public static SuiteText read(String fileName, String text) {
    Source source = new Source(fileName, text);
    Findings findings = new Findings(source);
    Optional<Yaml> root = YamlReader.read(findings);
    Optional<SuiteFile> suite = root.flatMap(each -> SuiteReader.read(findings, each));
    return new SuiteText(source, root, suite, findings.inOrder(root));
  }

  /// Reads a file of at most 4 MiB.
  ///
  /// @throws IOException if the disk does not give it
  public static SuiteText load(Path path) throws IOException {
    DiskText.Held held = DiskText.read(path);
    Source empty = new Source(path.toString(), "");
    return held.problem()
        .map(why -> new SuiteText(empty, Optional.empty(), Optional.empty(), List.of(why)))
        .orElseGet(() -> read(path.toString(), held.text().orElse("")));
  }

  /// The suite as far as it can be understood.
  public Optional<SuiteFile> suite() {
    return suite;
  }

  /// What is wrong with the text, in its order.
  public List<Problem> problems() {
    return problems;
  }

  /// Whether the text was understood without error.
  public boolean isSound() {
    return suite.isPresent() && problems.stream().noneMatch(Problem::isError);
  }

  /// Where a place (`cases[0].expect.model`) stands; empty if nothing stands there.
  public Optional<Problem.Spot> spotOf(Place place) {
    return root.map(each -> Paths.find(each, place))
        .filter(Paths.Span::exact)
        .map(span -> source.spot(span.start(), span.end()));
  }

  /// The text itself.
  public String text() {
    return source.text();
  }

  /// The same suite with other expectations of a case, everything else in the text untouched. Only
  /// what the text already names can change: the model, the path, the attempts, the status. Empty
  /// if that cannot be written.
  ///
  /// @param index the case, from 0
  public Optional<SuiteText> expecting(int index, SuiteCase.Expect other) {
    Splices splices = new Splices(source.text());
    expectation(index).ifPresent(mapping -> SuiteSplices.put(splices, mapping, other));
    return splices
        .result()
        .map(text -> read(source.file(), text))
        .filter(
            changed -> changed.suite().equals(suite.map(each -> expecting(each, index, other))));
  }

  /// The same suite with another case in the place of one; only what differs is written anew. Empty
  /// if that cannot be written.
  ///
  /// @param index the case, from 0
  public Optional<SuiteText> with(int index, SuiteCase other) {
    Optional<SuiteCase> old = suite.map(SuiteFile::cases).map(all -> all.get(index));
    Splices splices = new Splices(source.text());
    oneCase(index)
        .filter(mapping -> old.isPresent())
        .ifPresent(mapping ->
            SuiteSplices.change(
                source,
                style(),
                splices,
                mapping,
                SuiteWriter.of(old.get()),
                SuiteWriter.of(other)));
    return written(splices, suite.map(each -> with(each, index, Optional.of(other))));
  }

  /// The same suite without a case. Empty if that cannot be written.
  ///
  /// @param index the case, from 0
  public Optional<SuiteText> without(int index) {
    Splices splices = new Splices(source.text());
    sequence()
        .ifPresent(list -> {
          Elements elements = Elements.of(source, style(), splices, list);
          elements.remove(index);
          elements.finish(List.of());
        });
    return written(splices, suite.map(each -> with(each, index, Optional.empty())));
  }

  /// The same suite of another graph.
  ///
  /// @param graph the graph's file, relative to the suite's
  public Optional<SuiteText> of(String graph) {
    Splices splices = new Splices(source.text());
    root.flatMap(each -> SuiteSplices.value(each, "graph"))
        .ifPresent(old ->
            splices.put(
                old.start(),
                old.end(),
                style().text(new PlainValue.Text(graph, false), Yaml.ScalarForm.PLAIN)));
    return written(splices, suite.map(each -> new SuiteFile(graph, each.cases())));
  }

  private Style style() {
    return root.map(each -> Style.of(source.text(), each)).orElse(Style.USUAL);
  }

  private Optional<SuiteText> written(Splices splices, Optional<SuiteFile> wanted) {
    return splices
        .result()
        .filter(text -> isSound())
        .map(text -> read(source.file(), text))
        .filter(changed -> changed.suite().equals(wanted));
  }

  /// @param other empty: there is none in its place
  private static SuiteFile with(SuiteFile suite, int index, Optional<SuiteCase> other) {
    List<SuiteCase> cases = new ArrayList<>(suite.cases());
    cases.remove(index);
    other.ifPresent(each -> cases.add(index, each));
    return new SuiteFile(suite.graph(), cases);
  }

  /// A new suite of a graph.
  ///
  /// @param fileName how problems call it
  /// @param graph the graph's file, relative to the suite's
  public static SuiteText begin(String fileName, String graph, SuiteCase first) {
    String item = Style.USUAL.fields(SuiteWriter.of(first), 4);
    String file = Style.USUAL.text(new PlainValue.Text(graph, false), Yaml.ScalarForm.PLAIN);
    return read(fileName, "graph: " + file + "\ncases:\n  - " + item + "\n");
  }

  /// The same suite with one case more at its end, everything else in the text untouched. Empty if
  /// that cannot be written: the text is broken, or the case has more of the state of the world
  /// than what comes of calls, the moment and the seed.
  public Optional<SuiteText> with(SuiteCase added) {
    return sequence()
        .filter(list -> isSound())
        .flatMap(list -> appended(list, SuiteWriter.of(added)))
        .map(text -> read(source.file(), text))
        .filter(changed -> changed.suite().equals(suite.map(each -> with(each, added))));
  }

  private Optional<String> appended(Yaml.Sequence cases, PlainValue.Fields added) {
    Style style = style();
    Splices splices = new Splices(source.text());
    String item =
        cases.flow()
            ? style.inline(added)
            : "- " + style.fields(added, source.column(cases.items().getLast().start()));
    Elements.of(source, style, splices, cases).finish(List.of(item));
    return splices.result();
  }

  private static SuiteFile with(SuiteFile suite, SuiteCase added) {
    List<SuiteCase> cases = new ArrayList<>(suite.cases());
    cases.add(added);
    return new SuiteFile(suite.graph(), cases);
  }

  /// Writes the text to a file at once and whole.
  ///
  /// @throws IOException if the disk does not take it
  public void save(Path path) throws IOException {
    DiskText.writeShared(path, text());
  }

  private Optional<Yaml.Mapping> expectation(int index) {
    return oneCase(index)
        .flatMap(each -> SuiteSplices.value(each, "expect"))
        .filter(Yaml.Mapping.class::isInstance)
        .map(Yaml.Mapping.class::cast);
  }

  private Optional<Yaml.Mapping> oneCase(int index) {
    return sequence()
        .filter(list -> index < list.items().size())
        .map(list -> list.items().get(index))
        .filter(Yaml.Mapping.class::isInstance)
        .map(Yaml.Mapping.class::cast);
  }

  private Optional<Yaml.Sequence> sequence() {
    return root.flatMap(each -> SuiteSplices.value(each, "cases"))
        .filter(Yaml.Sequence.class::isInstance)
        .map(Yaml.Sequence.class::cast);
  }

  private static SuiteFile expecting(SuiteFile suite, int index, SuiteCase.Expect other) {
    List<SuiteCase> cases = new ArrayList<>(suite.cases());
    SuiteCase old = cases.get(index);
    cases.set(index, new SuiteCase(old.name(), old.request(), old.given(), other));
    return new SuiteFile(suite.graph(), cases);
  }
}
