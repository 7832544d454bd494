package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class IntentCommandTest {
  private static final String TRAIN =
      """
      text,category
      where is my card,card
      "my card, it has not come",card
      "he said ""card""
      and nothing else",card

      how do I change my pin,pin
      my pin is wrong,pin
      forgot the pin,pin
      """;

  @TempDir private Path directory;

  @BeforeEach
  void writeFiles() throws IOException {
    write("train.csv", TRAIN);
    write("test.csv", "\ufeffcategory,text\r\ncard,has my card come\r\npin,wrong pin\r\n");
    write("oos.csv", "text\nsing a song\ntell a joke about cats\n");
  }

  @Test
  void tellsAccuracyErrorsAndTimes() throws IOException {
    Typed typed = intent("train.csv", "test.csv", "--oos", file("oos.csv"));
    assertEquals(0, typed.code(), typed.err());
    assertTrue(typed.out().startsWith("Learned 2 classes from 6 examples in "), typed.out());
    for (String part :
        List.of(
            "accuracy            1.0000 of 2 texts",
            "known → otherwise   ",
            "unknown → a class   ",
            "auc                 1.0000",
            "  1.000  card (1 of 1 right)")) {
      assertTrue(typed.out().contains(part), typed.out());
    }
  }

  @Test
  void jsonHasTheSameAsNumbers() throws IOException {
    JsonNode json =
        JsonMapper.builder()
            .build()
            .readTree(intent("train.csv", "test.csv", "--oos", file("oos.csv"), "--json").out());
    assertEquals(1.0, json.path("accuracy").asDouble());
    assertEquals(1.0, json.path("auc").asDouble());
    assertEquals(6, json.path("examples").asInt());
    assertEquals(0.5, json.path("threshold").asDouble());
    assertEquals(2, json.path("per_class").size());
    assertTrue(json.has("known_refused") && json.has("unknown_accepted"), json::toString);
  }

  @Test
  void examplesAreChosenBySeed() throws IOException {
    for (String most : List.of("1", "2")) {
      String out = intent("train.csv", "test.csv", "--per-class", most, "--seed", "7").out();
      assertTrue(out.contains("from " + 2 * Integer.parseInt(most) + " examples"), out);
    }
    for (String all : List.of("0", "all")) {
      String out = intent("train.csv", "test.csv", "--per-class", all).out();
      assertTrue(out.contains("from 6 examples"), out);
    }
  }

  @Test
  void textsOfOtherCategoriesCountAsWrong() throws IOException {
    write("test.csv", "text,category\nmy card,card\nsing a song,music\n");
    Typed typed = intent("train.csv", "test.csv");
    assertTrue(typed.out().contains("accuracy            0.5000 of 2 texts"), typed.out());
    assertEquals(
        "signalbox: texts of categories without examples count as wrong: music\n", typed.err());
  }

  @Test
  void wrongFilesAreRefusedWithTheirLine() throws IOException {
    assertRefused("text,category\na,b\n\"c,d\n", ":3: a quote is opened here and never closed.");
    assertRefused("text,category\na,b,c\n", ":2: 3 fields, but 2 columns.");
    assertRefused("text,category\na, \n", ":2: the category is empty.");
    assertRefused("text,label\na,b\n", ":1: no column category; the columns are text, label.");
    assertRefused(
        "text,category\na\"b,c\n",
        ":2: a quote stands inside of a field that does not begin with one.");
    assertRefused(
        "text,category\n\"a\"b,c\n",
        ":2: a line end or comma is expected after a quoted field; double a quote in it.");
    assertRefused("text,category\n", ": has no texts.");
    assertRefused("", ": is empty. Its first line names the columns.");
    assertRefused("text,category\na,b\n", ": one category only; at least two are needed.");
  }

  @Test
  void wrongOptionsAreRefused() throws IOException {
    assertEquals(
        "signalbox: --per-class must be a whole number from 0, or all.\n",
        intent("train.csv", "test.csv", "--per-class", "-1").err());
    assertEquals(
        "signalbox: --encoder x: not installed; there is word-bag.\n",
        intent("train.csv", "test.csv", "--encoder", "x").err());
    assertEquals(2, intent("nowhere.csv", "test.csv").code());
  }

  private void assertRefused(String train, String message) throws IOException {
    write("wrong.csv", train);
    Typed typed = intent("wrong.csv", "test.csv");
    assertEquals(2, typed.code());
    assertEquals("signalbox: DIR/wrong.csv" + message + "\n", typed.err());
  }

  private Typed intent(String train, String test, String... options) throws IOException {
    var args = new ArrayList<>(List.of("intent", file(train), file(test)));
    args.addAll(List.of(options));
    if (!args.contains("--encoder")) {
      args.addAll(List.of("--encoder", "word-bag"));
    }
    return Typed.run(directory, args.toArray(String[]::new));
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }
}
