package io.signalbox.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.graph.condition.LinearRegex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Cases that are added to a suite.
final class SuiteWritingTest {
  private static final String SUITE =
      """
      # What the desk must do.
      graph: desk.yaml
      cases:
        - name: first
          request: { text: "Hello" }   # a greeting
          expect: { model: small }

        - name: second
          request: { text: "Bye" }
          expect: { path: [ triage ] }
      """;

  @Test
  void caseIsAddedAtTheEndAndNothingElseChanges() {
    SuiteText text = SuiteText.read("desk.suite.yaml", SUITE);
    SuiteText more = text.with(test("Why does it break?", Map.of("tier", "free"))).orElseThrow();
    assertEquals(
        SUITE
            + """

              - name: "kept: 1"
                request: { text: 'Why does it break?', metadata: { tier: free } }
                expect: { path: [ triage, safe ], model: large, answer: { contains: [ '42', 'a: b' ], matches: '(?i)forty.two', json: true } }
            """
                .replace('"', '\''),
        more.text());
    assertTrue(more.isSound(), () -> more.problems().toString());
  }

  @Test
  void caseIsRemovedWithItsComment() {
    String text = SUITE.replace("  - name: second", "  # why\n  - name: second");
    SuiteText all = SuiteText.read("desk.suite.yaml", text);
    assertEquals(
        SUITE.substring(0, SUITE.indexOf("\n  - name: second") + 1),
        all.without(1).orElseThrow().text());
    SuiteText none = all.without(1).orElseThrow().without(0).orElseThrow();
    assertEquals(List.of(), none.suite().orElseThrow().cases());
    assertEquals(1, none.with(test("Hi", Map.of())).orElseThrow().suite().get().cases().size());
  }

  @Test
  void onlyWhatDiffersOfCaseIsWrittenAnew() {
    SuiteText text = SuiteText.read("desk.suite.yaml", SUITE);
    SuiteCase old = text.suite().orElseThrow().cases().getFirst();
    var given =
        new SuiteCase.Fixture(
            Map.of(
                "large",
                List.of(
                    new SuiteCase.Happening.Fails(
                        FailureClass.OVERLOADED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))),
            Optional.of(Instant.parse("2026-03-01T09:30:00Z")),
            0,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Optional.empty());
    SuiteText changed =
        text.with(0, new SuiteCase("greets", old.request(), given, old.expect())).orElseThrow();
    assertEquals(
        SUITE
            .replace("name: first", "name: greets")
            .replace(
                "expect: { model: small }\n",
                "expect: { model: small }\n    given: { large: overloaded, now:"
                    + " '2026-03-01T09:30:00Z' }\n"),
        changed.text());
    SuiteCase back = new SuiteCase("first", old.request(), SuiteCase.Fixture.NOTHING, old.expect());
    assertEquals(SUITE, changed.with(0, back).orElseThrow().text());
  }

  @Test
  void suiteOfAnotherGraph() {
    SuiteText text = SuiteText.read("desk.suite.yaml", SUITE);
    assertEquals(
        SUITE.replace("graph: desk.yaml", "graph: copy.yaml"),
        text.of("copy.yaml").orElseThrow().text());
  }

  @Test
  void promptOfManyLinesIsReadBack() {
    SuiteText text = SuiteText.read("desk.suite.yaml", SUITE);
    String prompt = "It's \"broken\":\n\t- one # no comment\n\r\u2028 äöü 🙂 {x}";
    SuiteText more = text.with(test(prompt, Map.of())).orElseThrow();
    SuiteCase added = more.suite().orElseThrow().cases().getLast();
    assertEquals(prompt, added.request().messages().getLast().text());
    assertTrue(more.text().startsWith(SUITE));
  }

  @Test
  void caseIsAddedToListInBrackets() {
    for (String cases :
        List.of("[]", "[ { name: a, request: { text: b }, expect: { model: c } } ]")) {
      SuiteText text =
          SuiteText.read("desk.suite.yaml", "graph: desk.yaml\ncases: " + cases + "\n");
      SuiteText more = text.with(test("Hello", Map.of())).orElseThrow();
      assertEquals("kept: 1", more.suite().orElseThrow().cases().getLast().name());
    }
  }

  @Test
  void brokenTextIsLeftAlone() {
    SuiteText text = SuiteText.read("desk.suite.yaml", "graph: desk.yaml\ncases: 3\n");
    assertEquals(Optional.empty(), text.with(test("Hello", Map.of())));
  }

  @Test
  void newSuiteIsReadBackFromTheDisk(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("desk.suite.yaml");
    SuiteText.begin("desk.suite.yaml", "desk.yaml", test("Hello", Map.of())).save(file);
    SuiteText read = SuiteText.load(file);
    assertTrue(read.isSound(), () -> read.problems().toString());
    assertEquals(
        new SuiteFile("desk.yaml", List.of(test("Hello", Map.of()))), read.suite().orElseThrow());
    assertTrue(Files.readString(file).startsWith("graph: desk.yaml\ncases:\n  - name: "));
  }

  /// As any other file that the user makes.
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void newFilesHaveTheUsualPermissions(@TempDir Path folder) throws Exception {
    Path usual = Files.createFile(folder.resolve("usual"));
    Path suite = folder.resolve("desk.suite.yaml");
    SuiteText.begin("desk.suite.yaml", "desk.yaml", test("Hello", Map.of())).save(suite);
    Path graph = folder.resolve("desk.yaml");
    GraphFile.create(graph, GraphText.read("desk.yaml", "signalbox: 1\nname: Desk\n"));
    for (Path each : List.of(suite, graph)) {
      assertEquals(Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(each));
    }
  }

  private static SuiteCase test(String prompt, Map<String, String> metadata) {
    return new SuiteCase(
        "kept: 1",
        new SuiteCase.Request(
            List.of(Message.of(Role.USER, prompt)),
            "",
            "",
            Optional.empty(),
            Optional.empty(),
            metadata,
            Map.of(),
            List.of(),
            0,
            OptionalInt.empty(),
            false,
            false),
        SuiteCase.Fixture.NOTHING,
        new SuiteCase.Expect(
            Optional.of("large"),
            Optional.of(List.of("triage", "safe")),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.of(
                new SuiteCase.ExpectedAnswer(
                    List.of("42", "a: b"), LinearRegex.of("(?i)forty.two"), true)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }
}
