package io.signalbox.engine.catalog.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.signalbox.engine.CpuTime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our counting against JTokkit's, and our cutting into pieces against the regular expression. */
final class O200kTest {
  private static final String CONTRACTIONS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)?";

  private static final Pattern PIECE =
      Pattern.compile(
          String.join(
              "|",
              "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*"
                  + "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+"
                  + CONTRACTIONS,
              "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+"
                  + "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*"
                  + CONTRACTIONS,
              "\\p{N}{1,3}",
              " ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*",
              "\\s*[\\r\\n]+",
              "\\s+(?!\\S)",
              "\\s+"),
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final Encoding REFERENCE =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void countsRandomTextsLikeTheReference(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 4_000; i++) {
      check(SampleTexts.fragments(random));
      check(SampleTexts.characters(random));
      check(SampleTexts.words(random));
    }
  }

  @Test
  void takesEveryCharacterForWhatItIs() {
    // The planes behind are empty, but for the tags at 0xE0000.
    for (int c = 0; c < 0xE0200; c += c == 0x33FFF ? 0xE0000 - 0x33FFF : 1) {
      String one = Character.toString(c);
      check(one + one + " " + one + "a1'" + one + "\n" + one + "B\u0301 " + one + "C" + one);
    }
  }

  @Test
  void endsAWordWithAContractionOfAnyCase() {
    for (int c = 0; c < 0x10000; c++) {
      String one = Character.toString(c);
      checkPieces("a'" + one + "a'" + one + "e'L" + one + "'v" + one + "'R" + one + "x");
    }
  }

  @Test
  void mergesLongPiecesLikeTheReference() {
    var random = new Random(7);
    for (int i = 0; i < 300; i++) {
      check(SampleTexts.run(random, 1 + random.nextInt(i < 250 ? 300 : 3_000)));
    }
  }

  @Test
  void countsTheProjectLikeTheReference() {
    var texts =
        SampleTexts.ofProject(".java", ".md", ".yaml", ".json", ".html", ".css", ".py", ".txt");
    assertTrue(texts.size() > 800, () -> texts.size() + " files");
    texts.forEach(O200kTest::check);
  }

  @Test
  void countsLanguagesLikeTheReference() {
    check("Wir haben's geprüft: „Straße“ und ÜBERGRÖSSE, 1.234,56 €.");
    check("L'été dernier, j'ai vu l'œuvre d'Amélie — c'était déjà fini !");
    check("¿Cuándo llegará el paquete? ¡Mañana, señora Núñez!");
    check("Съешь ещё этих мягких французских булок, да выпей чаю.");
    check("我想退掉上周买的耳机,左边没有声音。请问怎么办理?");
    check("先週買ったイヤホンの左側から音が出ません。返品できますか?");
    check("지난주에 산 이어폰 왼쪽에서 소리가 나지 않아요.");
    check("मैंने पिछले हफ़्ते जो हेडफ़ोन ख़रीदे थे, वे काम नहीं कर रहे हैं।");
    check("أريد إرجاع السماعات التي اشتريتها الأسبوع الماضي.");
    check("ฉันต้องการคืนหูฟังที่ซื้อเมื่อสัปดาห์ที่แล้ว");
    check("Tôi muốn trả lại tai nghe đã mua tuần trước.");
    check("İstanbul'da yaşıyorum, kargo nerede? IŞIK ığdır");
    check("Θέλω να επιστρέψω τα ακουστικά που αγόρασα.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"banking77-train.csv", "banking77-test.csv", "routellm-gsm8k.csv"})
  void countsPromptsLikeTheReference(String name) {
    Path file = Path.of(System.getenv().getOrDefault("SIGNALBOX_DATA", "../../data"), name);
    assumeTrue(Files.exists(file), "skipped: " + name + " is not on this machine");
    String text = SampleTexts.text(file);
    text.substring(0, Math.min(text.length(), 2_000_000)).lines().forEach(O200kTest::check);
  }

  @Test
  void takesNoMoreThanATimesLogarithmForATextWithoutSpaces() {
    for (String letters : List.of("a", "ab", "漢", "=")) {
      String text = letters.repeat(1_000_000 / letters.length());
      var taken = CpuTime.of(() -> O200k.tokens(text));
      assertTrue(taken.compareTo(Duration.ofSeconds(20)) < 0, () -> letters + ": " + taken);
    }
    assertEquals(125_000, O200k.tokens("a".repeat(1_000_000)));
  }

  @Test
  void hasNoLongerTokenThanItSays() {
    var vocabulary = Vocabularies.o200k();
    var longest = 0;
    for (int rank = 0; rank < vocabulary.size(); rank++) {
      byte[] token = vocabulary.token(rank);
      longest = Math.max(longest, token.length);
      byte[] padded = Counting.padded(token);
      assertEquals(rank, vocabulary.rank(padded, 0, token.length));
    }
    assertEquals(199_998, vocabulary.size());
    assertEquals(O200k.LONGEST_TOKEN, longest);
  }

  private static void check(String text) {
    checkPieces(text);
    assertEquals(REFERENCE.countTokensOrdinary(text), O200k.tokens(text), () -> shown(text));
  }

  /** Lengths in bytes: half of a surrogate pair is sent as a question mark. */
  private static void checkPieces(String text) {
    var expected = new ArrayList<Integer>();
    var found = PIECE.matcher(text);
    int sum = 0;
    while (found.find()) {
      sum += found.group().getBytes(StandardCharsets.UTF_8).length;
      expected.add(sum);
    }
    assertEquals(expected, pieces(text.getBytes(StandardCharsets.UTF_8)), () -> shown(text));
  }

  private static List<Integer> pieces(byte[] utf8) {
    byte[] padded = Counting.padded(utf8);
    var pieces = new O200kPieces(padded);
    var ends = new ArrayList<Integer>();
    for (int at = 0; at < utf8.length; ) {
      at = pieces.end(at);
      ends.add(at);
    }
    return ends;
  }

  private static String shown(String text) {
    var escaped = new StringBuilder();
    String start = text.substring(0, Math.min(text.length(), 200));
    start
        .chars()
        .forEach(c -> escaped.append(c < 127 && c > 31 ? (char) c : "\\u%04x".formatted(c)));
    return escaped.toString();
  }
}
