package io.signalbox.engine.lab.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.store.Verdicts.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in a journal is there again, however the program ended. */
final class MatrixJournalTest {
  private static final Instant AT = Instant.parse("2026-03-01T09:30:00Z");
  private static final MatrixHead HEAD = new MatrixHead("r", "/c.yaml", "C", AT, true);

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("r.jsonl");
  }

  private static MatrixCell cell(String prompt, String failure, String usd) {
    return new MatrixCell(
        new MatrixCell.CellKey("t", prompt),
        "opus",
        "prompt " + prompt,
        failure,
        "an\nanswer \u2028",
        List.of("look_up"),
        "opus",
        OptionalLong.of(120),
        900,
        10,
        20,
        Optional.of(Money.of(usd)),
        "run_1",
        AT);
  }

  private static MatrixVerdict verdict() {
    var key = new MatrixVerdict.VerdictKey("j", new MatrixCell.CellKey("t", "a"), "b", 1);
    return new MatrixVerdict(key, Label.TIE, true, Optional.empty(), AT);
  }

  @Test
  void everythingIsReadBack() throws IOException {
    try (MatrixJournal journal = MatrixJournal.begin(file(), HEAD)) {
      journal.asked("t/a", Optional.of(Money.of("0.5")));
      journal.add(cell("a", "", "0.1"));
      journal.asked("t/b", Optional.empty());
      journal.add(cell("b", "overloaded", "0"));
      journal.add(verdict());
      journal.asked("t/c", Optional.of(Money.of("0.25")));
      assertEquals(journal.record(), MatrixJournal.read(file()));
    }
    MatrixRecord record = MatrixJournal.read(file());
    assertEquals(HEAD, record.head());
    assertEquals(cell("a", "", "0.1"), record.cells().get(new MatrixCell.CellKey("t", "a")));
    assertEquals(Map.of("t/c", Optional.of(Money.of("0.25"))), record.unfinished());
    assertEquals(verdict(), record.verdicts().get(verdict().at()));
    assertEquals(Money.of("0.1"), record.usd());
  }

  @Test
  void callThatIsLostCountsWithTheMostThatItCanHaveCost() throws IOException {
    try (MatrixJournal journal = MatrixJournal.begin(file(), HEAD)) {
      journal.asked("t/a", Optional.of(Money.of("0.5")));
    }
    try (MatrixJournal journal = MatrixJournal.resume(file())) {
      assertEquals(1, journal.record().unfinished().size());
      journal.asked("t/a", Optional.of(Money.of("0.5")));
      journal.add(cell("a", "", "0.1"));
      assertEquals(Money.of("0.6"), journal.record().usd());
      assertEquals(1, journal.record().repeated());
      assertEquals(Map.of(), journal.record().unfinished());
    }
  }

  @Test
  void lineThatWasBegunIsCutOff() throws IOException {
    try (MatrixJournal journal = MatrixJournal.begin(file(), HEAD)) {
      journal.add(cell("a", "", "0.1"));
    }
    String whole = Files.readString(file());
    Files.writeString(file(), "{\"cell\":{\"target\":\"o", StandardOpenOption.APPEND);
    assertEquals(1, MatrixJournal.read(file()).cells().size());
    try (MatrixJournal journal = MatrixJournal.resume(file())) {
      assertEquals(whole, Files.readString(file()));
      journal.add(cell("b", "", "0.1"));
    }
    assertEquals(2, MatrixJournal.read(file()).cells().size());
  }

  @Test
  void damageIsToldWithItsLineAndNothingIsChanged() throws IOException {
    try (MatrixJournal journal = MatrixJournal.begin(file(), HEAD)) {
      journal.add(cell("a", "", "0.1"));
      journal.add(cell("b", "", "0.1"));
    }
    List<String> lines = Files.readAllLines(file());
    Files.write(file(), List.of(lines.get(0), "###", lines.get(2)));
    String damaged = Files.readString(file());
    var thrown = assertThrows(IOException.class, () -> MatrixJournal.resume(file()).close());
    assertTrue(String.valueOf(thrown.getMessage()).contains("r.jsonl:2 is damaged"));
    assertEquals(damaged, Files.readString(file()));
  }

  @Test
  void journalOfNewerVersionIsLeftAlone() throws IOException {
    Files.writeString(file(), "{\"run\":{\"version\":9}}\n");
    var thrown = assertThrows(IOException.class, () -> MatrixJournal.resume(file()).close());
    assertTrue(String.valueOf(thrown.getMessage()).contains("newer"));
  }

  @Test
  void twoMayNotWrite() throws IOException {
    try (MatrixJournal journal = MatrixJournal.begin(file(), HEAD)) {
      assertThrows(IOException.class, () -> MatrixJournal.begin(file(), HEAD).close());
      var thrown = assertThrows(IOException.class, () -> MatrixJournal.resume(file()).close());
      assertTrue(String.valueOf(thrown.getMessage()).contains("already"));
      assertEquals("r", journal.record().head().id());
    }
  }

  @Test
  void capIsKeptWithWhatIsHeld() {
    var cap = new CostCap(Optional.of(Money.of("1")), Money.of("0.2"));
    assertEquals(Optional.empty(), cap.hold(Optional.of(Money.of("0.5"))));
    assertTrue(cap.hold(Optional.of(Money.of("0.4"))).orElseThrow().contains("$1.00"));
    cap.settle(Optional.of(Money.of("0.5")), Optional.of(Money.of("0.1")));
    assertEquals(Optional.empty(), cap.hold(Optional.of(Money.of("0.4"))));
    assertTrue(cap.hold(Optional.empty()).orElseThrow().contains("unknown"));
    assertEquals(
        Optional.empty(), new CostCap(Optional.empty(), Money.ZERO).hold(Optional.empty()));
  }
}
