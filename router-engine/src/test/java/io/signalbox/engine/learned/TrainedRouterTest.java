package io.signalbox.engine.learned;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.intent.WordBag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class TrainedRouterTest {
  private static final double SURE = Wish.USUAL_CONFIDENCE;
  private static final TrainedRouter ROUTER = trained(MadeOutcomes.csv(600, 1));

  private static final String SHORT = "tell me about red blue house river train apple cloud";
  private static final String CODE =
      "function compile loop array"
          + " red blue house river train apple cloud stone bread lamp".repeat(5);

  private static TrainedRouter trained(String csv) {
    return Training.trained(MadeOutcomes.read(csv), "", Encoding.NONE, 1);
  }

  @Test
  void cheapestModelThatIsGoodEnoughIsChosen() {
    assertEquals("weak", chosen(SHORT, new Wish.Quality(0.8, SURE)));
    assertEquals("coder", chosen(CODE, new Wish.Quality(0.75, SURE)));
  }

  @Test
  void bestWithinBudgetIsChosen() {
    assertEquals("coder", chosen(CODE, new Wish.Budget(0.006, SURE)));
    assertEquals("weak", chosen(CODE, new Wish.Budget(0.002, SURE)));
    assertInstanceOf(
        Choice.Declined.class,
        ROUTER.choose(CODE, Encoding.NONE, new Wish.Budget(0.0001, SURE), ROUTER.models()));
  }

  @Test
  void onlyNamedModelsAreChosen() {
    var wish = new Wish.Quality(0.5, SURE);
    var choice = ROUTER.choose(SHORT, Encoding.NONE, wish, List.of("strong"));
    assertEquals("strong", assertInstanceOf(Choice.Chosen.class, choice).best().model());
  }

  private static String chosen(String text, Wish wish) {
    var choice = ROUTER.choose(text, Encoding.NONE, wish, ROUTER.models());
    return assertInstanceOf(Choice.Chosen.class, choice, choice::toString).best().model();
  }

  @Test
  void declinesWhereNoModelIsGoodEnough() {
    var choice =
        ROUTER.choose(SHORT, Encoding.NONE, new Wish.Quality(0.999, SURE), ROUTER.models());
    assertEquals(Choice.Reason.OUT_OF_REACH, reason(choice));
  }

  @Test
  void declinesOnPromptsUnlikeAllLearnedFrom() {
    Encoding words = new WordBag()::encode;
    TrainedRouter router =
        Training.trained(MadeOutcomes.read(MadeOutcomes.csv(100, 1)), "word-bag", words, 1);
    String strange = "Ђурђевак љиља њише џак, шта ћеш чинити жутој птици?";
    var choice = router.choose(strange, words, new Wish.Quality(0.1, SURE), router.models());
    assertEquals(Choice.Reason.UNFAMILIAR, reason(choice));
  }

  @Test
  void isShownToBeNoWorseWhereThereIsSomethingToLearn() {
    Proof proof = ROUTER.proof(new Wish.Quality(ROUTER.safeQuality(SURE), SURE), ROUTER.models());
    assertTrue(proof.holds() && proof.saved() > 0.1 && proof.moved() > 0.1, proof::toString);
  }

  @Test
  void isNotShownWhereOutcomesAreChance() {
    String chance = MadeOutcomes.csv(200, 2).replaceAll("function compile|tell me about", "say");
    var shuffled = new StringBuilder("prompt,weak,strong\n");
    var random = new SplittableRandom(5);
    chance
        .lines()
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(',')))
        .forEach(text ->
            shuffled.append(
                "%s,%s,%s%n"
                    .formatted(text, random.nextDouble() < 0.4, random.nextDouble() < 0.7)));
    TrainedRouter router = trained(shuffled.toString());
    Proof proof = router.proof(new Wish.Quality(0.1, SURE), router.models());
    assertTrue(!proof.holds(), proof::toString);
  }

  @Test
  void fewExamplesAndConstantScoresAreNoTrouble() {
    String csv =
        MadeOutcomes.csv(50, 3)
            .replace("prompt,weak", "prompt,always,weak")
            .lines()
            .map(line -> line.startsWith("prompt") ? line : line.replaceFirst(",", ",1,"))
            .collect(Collectors.joining("\n"));
    TrainedRouter router = trained(csv);
    assertEquals("always", router.bestModel());
    assertTrue(router.proof(new Wish.Quality(1, SURE), router.models()).holds());
  }

  @Test
  void sameDataGivesSameBytes() {
    byte[] once = TrainedText.written(trained(MadeOutcomes.csv(80, 4)));
    assertArrayEquals(once, TrainedText.written(trained(MadeOutcomes.csv(80, 4))));
  }

  @Test
  void fileChoosesTheSame() {
    byte[] bytes = TrainedText.written(ROUTER);
    assertTrue(TrainedText.isTrained(bytes));
    TrainedRouter read = read(bytes);
    assertEquals(ROUTER.bestModel(), read.bestModel());
    var wish = new Wish.Quality(0.8, SURE);
    for (String text : List.of(SHORT, CODE)) {
      assertEquals(
          ROUTER.choose(text, Encoding.NONE, wish, ROUTER.models()),
          read.choose(text, Encoding.NONE, wish, read.models()));
    }
    assertEquals(
        ROUTER.proof(wish, ROUTER.models()).moved(), read.proof(wish, read.models()).moved(), 0.01);
    assertTrue(!new String(bytes, StandardCharsets.UTF_8).contains("tell me about"));
  }

  private static TrainedRouter read(byte[] bytes) {
    return switch (TrainedText.read(bytes)) {
      case TrainedText.RouterResult.Read(var router) -> router;
      case TrainedText.RouterResult.Refused(var why) -> throw new AssertionError(why);
    };
  }

  @Test
  void brokenFilesAreRefused() {
    String good = new String(TrainedText.written(ROUTER), StandardCharsets.UTF_8);
    for (String bad :
        List.of(
            "{}",
            "nonsense",
            good.substring(0, good.length() / 2),
            good.replace("\"signalbox_router\":1", "\"signalbox_router\":2"),
            good.replace("\"factor\":\"", "\"factor\":\"AAAA"),
            good.replace("\"best\":1", "\"best\":7"))) {
      var result = TrainedText.read(bad.getBytes(StandardCharsets.UTF_8));
      assertInstanceOf(TrainedText.RouterResult.Refused.class, result);
    }
  }

  private static Choice.Reason reason(Choice choice) {
    return assertInstanceOf(Choice.Declined.class, choice).reason();
  }
}
