package io.signalbox.engine.learned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class OutcomeTextTest {
  @Test
  void jsonLinesHaveScoresAndCosts() {
    Outcomes read = MadeOutcomes.read(jsonLines(20));
    assertEquals(List.of("a", "b"), read.models());
    assertEquals(20, read.size());
    assertEquals(0.25, read.score(3, 0));
    assertEquals(1, read.score(3, 1));
    assertEquals(0.5, read.cost(3, 0));
    assertTrue(Double.isNaN(read.cost(3, 1)));
  }

  private static String jsonLines(int prompts) {
    return IntStream.range(0, prompts)
        .mapToObj(i ->
            "{\"text\":\"p%d\",\"model\":\"a\",\"score\":0.25,\"cost\":0.5}\n".formatted(i)
                + "{\"prompt\":\"p%d\",\"model\":\"b\",\"score\":true,\"more\":[1]}\n".formatted(i))
        .collect(Collectors.joining());
  }

  @Test
  void longCsvIsReadByItsHeader() {
    String rows =
        IntStream.range(0, 20)
            .mapToObj(i -> "a,\"say \"\"%d\"\",\nplease\",1,\nb,x%d,False,0.1\n".formatted(i, i))
            .collect(Collectors.joining());
    Outcomes read = MadeOutcomes.read("model,text,score,usd\n" + rows);
    assertEquals("say \"0\",\nplease", read.texts().getFirst());
    assertEquals(40, read.size());
    assertEquals(0.1, read.cost(1, 1));
  }

  @Test
  void wideCsvTakesColumnsOfScoresOnly() {
    String rows =
        IntStream.range(0, 20)
            .mapToObj(i -> "%d,p%d,True,0.5,,long answer\n".formatted(i, i))
            .collect(Collectors.joining());
    Outcomes read = MadeOutcomes.read("id,prompt,m1,m2,empty,m1_response\n" + rows);
    assertEquals(List.of("m1", "m2"), read.models());
  }

  @Test
  void whatIsGivenTwiceIsAveraged() {
    String twice = jsonLines(20) + "{\"text\":\"p3\",\"model\":\"a\",\"score\":0.75}\n";
    assertEquals(0.5, MadeOutcomes.read(twice).score(3, 0));
  }

  @Test
  void errorsNameTheLine() {
    assertRefused("line 2: `score` must be from 0 to 1", jsonLine("1.5"));
    assertRefused("line 2: `score` must be a number", jsonLine("\"good\""));
    assertRefused("line 2: no JSON", "{\"text\":\"p\",\"model\":\"a\",\"score\":1}\n{\"text\"\n");
    assertRefused("line 3: `score` must be", "text,model,score\nx,a,1\ny,a,good\n");
    assertRefused("line 2: has 2 fields, the header 3", "text,model,score\nx,a\n");
    assertRefused("line 2: the quote that opens here", "prompt,a,b\n\"x,1,0\n");
    assertRefused("no column is called", "question,a,b\nx,1,0\n");
    assertRefused("The file is empty", "");
    assertRefused("at least 20 are needed", "prompt,a,b\nx,1,0\n");
  }

  private static String jsonLine(String score) {
    return "{\"text\":\"p\",\"model\":\"a\",\"score\":1}\n"
        + "{\"text\":\"p\",\"model\":\"b\",\"score\":"
        + score
        + "}\n";
  }

  private static void assertRefused(String words, String text) {
    String why = MadeOutcomes.refusal(text);
    assertTrue(why.contains(words), why);
  }
}
