package io.signalbox.engine.lab.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.workspace.comparison.ComparisonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prompts come from texts, suites, CSV and JSON lines; what is wrong is told with its line. */
final class PromptSetsTest {
  @TempDir private Path folder;

  private PromptSets.Gathered gathered(String prompts) {
    return gathered(prompts, "");
  }

  private PromptSets.Gathered gathered(String prompts, String more) {
    String text = "graph: g.yaml\nmodels: [ a ]\nprompts: " + prompts + "\n" + more;
    ComparisonText read = ComparisonText.read("c.yaml", text);
    assertEquals(List.of(), read.problems());
    return PromptSets.of(read.file().orElseThrow(), folder);
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void recordsOfCsvArePrompts() throws IOException {
    file(
        "q.csv",
        "id,text,system,metadata.tier,expected\r\n"
            + "one,\"Hello, \"\"you\"\"\nthere\",,free,hi\r\n\r\n"
            + "one,Again,Be brief.,,\r\n");
    var gathered = gathered("[ { csv: q.csv } ]", "max_tokens: 9");
    assertEquals(List.of(), gathered.problems());
    MatrixPrompt first = gathered.prompts().getFirst();
    assertEquals("Hello, \"you\"\nthere", first.text());
    assertEquals("hi", first.values().get("expected"));
    assertEquals("free", first.request().metadata().get("tier"));
    assertEquals(9, first.request().sampling().maxTokens().orElseThrow());
    MatrixPrompt second = gathered.prompts().getLast();
    assertEquals("one (2)", second.name());
    assertEquals("Be brief.", second.request().systemText());
  }

  @Test
  void linesOfJsonArePrompts() throws IOException {
    file(
        "l.jsonl",
        """
        {"name":"short","text":"Hi","expected":"x","n":3}

        {"custom_id":"b1","body":{"model":"m","max_tokens":5,"messages":[{"role":"system","content":"S"},{"role":"user","content":[{"type":"text","text":"Q"}]}],"tools":[{"type":"function","function":{"name":"look_up"}}]}}
        {"prompt":"Only this"}
        """);
    var gathered = gathered("[ { jsonl: l.jsonl } ]");
    assertEquals(List.of(), gathered.problems());
    assertEquals(
        List.of("short", "b1", "Only this"),
        gathered.prompts().stream().map(MatrixPrompt::name).toList());
    assertEquals("3", gathered.prompts().getFirst().values().get("n"));
    MatrixPrompt batch = gathered.prompts().get(1);
    assertEquals("S", batch.request().systemText());
    assertEquals("Q", batch.text());
    assertEquals("look_up", batch.request().tools().getFirst().name());
    assertEquals(5, batch.request().sampling().maxTokens().orElseThrow());
  }

  @Test
  void whatSuitesExpectOfAnswersIsChecked() throws IOException {
    file(
        "s.yaml",
        """
        graph: g.yaml
        cases:
          - { name: a, request: { text: Hi }, expect: { answer: { contains: yes, json: true } } }
          - { name: b, request: { text: Ho }, expect: { model: a } }
          - { name: c, request: { text: Ho, images: 1 }, expect: { model: a } }
        """);
    var gathered = gathered("[ { suite: s.yaml } ]", "checks: [ { contains: 'x' } ]");
    assertEquals(3, gathered.prompts().getFirst().checks().size());
    assertEquals(1, gathered.prompts().get(1).checks().size());
    assertEquals(
        List.of("s.yaml: c: its images are not real, so it cannot be asked; leave it out."),
        gathered.problems());
  }

  @Test
  void troubleIsToldWithItsLine() throws IOException {
    file("a.csv", "text\nok\n\"open\n");
    file("b.csv", "question\nok\n");
    file("c.csv", "text,b\nok\n");
    file("d.jsonl", "{\"text\":\"a\"}\nnot JSON\n");
    file("e.jsonl", "{\"text\":\"a\"}\n{\"text\":\"b\",\"max_tokens\":\"many\"}\n");
    file("f.csv", "text,b\n ,x\n");
    var problems =
        gathered(
                "[ { csv: a.csv }, { csv: b.csv }, { csv: c.csv }, { jsonl: d.jsonl },"
                    + " { jsonl: e.jsonl }, { csv: f.csv }, { csv: lacking.csv } ]")
            .problems();
    assertEquals("a.csv: line 3: the quote that opens here is never closed.", problems.get(0));
    assertTrue(problems.get(1).startsWith("b.csv: line 1: no column is called text"));
    assertEquals("c.csv: line 2: it has 1 fields, the header 2.", problems.get(2));
    assertEquals("d.jsonl: line 2: it is not a JSON object.", problems.get(3));
    assertTrue(problems.get(4).startsWith("e.jsonl: line 2: "), problems.get(4));
    assertEquals("f.csv: line 2: the prompt is empty.", problems.get(5));
    assertEquals("lacking.csv: there is no such file.", problems.get(6));
  }

  @Test
  void valueThatNoPromptHasIsTold() {
    var gathered = gathered("[ Hi ]", "checks: [ { contains: '{{expcted}}' } ]");
    assertTrue(gathered.problems().getFirst().contains("{{expcted}}"));
  }

  @Test
  void keyIsThatOfWhatIsSent() {
    var once = gathered("[ Hi, Hi, Ho ]").prompts();
    var again = gathered("[ Ho, Hi ]", "checks: [ { contains: a } ]").prompts();
    var hotter = gathered("[ Hi ]", "temperature: 1").prompts();
    assertEquals(once.get(0).key(), again.get(1).key());
    assertEquals(once.get(2).key(), again.get(0).key());
    assertNotEquals(once.get(0).key(), once.get(1).key());
    assertNotEquals(once.get(0).key(), hotter.get(0).key());
  }
}
