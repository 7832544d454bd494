package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class TestCommandTest {
  private static final String FAILING =
      """
      # What the desk promises.
      graph: desk.yaml
      cases:
        - name: code goes to "GPT" & <no> other   # a slip
          request: { text: "Why does my loop never end?" }
          expect:
            model: gpt          # the model
            path: [ triage, code ]
            attempts:
              - gpt
              - opus
            usd_below: 0.001
            first_token_below: 1s
        - name: translations go to Flash
          request: { text: "hello", metadata: { task: translate } }
          expect: { model: flash }
        - name: nobody answers
          request: { text: "Why does my loop never end?" }
          given: { opus: overloaded, gpt: timeout, reasoner: server_error, flsh: overloaded }
          expect: { model: opus, status: 200 }
      """;

  @TempDir private Path directory;

  @BeforeEach
  void copyDesk() throws IOException {
    for (String name : new String[] {"desk.yaml", "desk.suite.yaml"}) {
      Files.copy(Golden.FOLDER.resolve(name), directory.resolve(name));
    }
    Files.writeString(directory.resolve("failing.suite.yaml"), FAILING);
  }

  @Test
  void suitePassesAndReachesTheWholeGraphButAFewWires() throws IOException {
    var typed = Typed.run(directory, "test", file("desk.suite.yaml"), "--coverage");
    Golden.check("test-passes.txt", typed.out() + typed.err());
    assertEquals(0, typed.code());
  }

  /// Both files as version 0.1.0 wrote them, but for a provider that tests do not have.
  @Test
  void suiteOfVersionBeforePasses() throws IOException {
    for (String name : new String[] {"desk.yaml", "desk.suite.yaml"}) {
      try (var in = TestCommandTest.class.getResourceAsStream("/home-0.1/" + name)) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        Files.writeString(
            directory.resolve(name), text.replace("provider: simulated", "provider: openai"));
      }
    }
    var typed = Typed.run(directory, "test", file("desk.suite.yaml"));
    assertTrue(typed.out().contains("3 passed, 0 failed."), typed.out() + typed.err());
    assertEquals(0, typed.code());
  }

  @Test
  void failureShowsExpectedAndActualPath() throws IOException {
    var typed = Typed.run(directory, "test", file("failing.suite.yaml"));
    Golden.check("test-fails.txt", typed.out() + typed.err());
    assertEquals(1, typed.code());
  }

  @Test
  void jsonIsOneValue() throws IOException {
    var typed = Typed.run(directory, "test", file("failing.suite.yaml"), "--json", "--coverage");
    var json = JsonMapper.shared().readTree(typed.out());
    assertEquals(1, json.get("passed").asInt());
    assertEquals(2, json.get("failed").asInt());
    assertEquals("", typed.err());
    assertEquals("expect.model", json.at("/suites/0/cases/0/mismatches/0/key").asString());
    assertEquals(6, json.at("/suites/0/coverage/models/of").asInt());
  }

  @Test
  void junitFileIsXmlThatNamesEveryCase() throws Exception {
    Path file = directory.resolve("reports/junit.xml");
    Typed.run(directory, "test", file("failing.suite.yaml"), "--junit", file.toString());
    var xml =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Files.newInputStream(file));
    var cases = xml.getElementsByTagName("testcase");
    assertEquals(3, cases.getLength());
    var name = cases.item(0).getAttributes().getNamedItem("name").getTextContent();
    assertEquals("code goes to \"GPT\" & <no> other", name);
    assertEquals(2, xml.getElementsByTagName("failure").getLength());
  }

  @Test
  void updateRewritesOnlyWhatFailedAndKeepsComments() throws IOException {
    Path file = directory.resolve("failing.suite.yaml");
    var typed = Typed.run(directory, "test", file.toString(), "--update");
    assertEquals(1, typed.code(), "limits of money and time are left to people");
    Golden.check("test-updated.suite.yaml", Files.readString(file));
    assertTrue(typed.err().contains("Updated DIR/failing.suite.yaml"), typed.err());
  }

  @Test
  void suiteThatCannotBeReadIsBadInput() throws IOException {
    Files.writeString(directory.resolve("bad.suite.yaml"), "graph: desk.yaml\ncase: []\n");
    var typed = Typed.run(directory, "test", file("bad.suite.yaml"));
    Golden.check("test-bad-suite.txt", typed.out() + typed.err());
    assertEquals(2, typed.code());
    assertEquals(2, Typed.run(directory, "test", file("none.yaml")).code());
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }
}
