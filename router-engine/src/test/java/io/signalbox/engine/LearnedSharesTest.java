package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.TokenShare;
import io.signalbox.engine.graph.Model;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is learned of how providers count, and what is kept of it.
final class LearnedSharesTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-12-01T00:00:00Z"));
  private static final Model CLAUDE = Model.of("a", "anthropic", "claude-sonnet-4-5");

  @TempDir private Path home;

  private LearnedShares shares() {
    return new LearnedShares(home, CLOCK);
  }

  private static void learn(LearnedShares shares, int answers, long reported) {
    for (int i = 0; i < answers; i++) {
      shares.learn(CLAUDE, 1_000, reported);
    }
  }

  @Test
  void shareIsUsedAfterSomeAnswersAndKept() {
    try (var shares = shares()) {
      learn(shares, TokenShare.LEAST_ANSWERS - 1, 1_200);
      assertEquals(1_000, shares.of(CLAUDE).of(1_000));
      learn(shares, 1, 1_200);
      assertEquals(1_200, shares.of(CLAUDE).of(1_000));
    }
    try (var shares = shares()) {
      assertEquals(1_200, shares.of(CLAUDE).of(1_000));
      assertEquals(1_000, shares.of(CLAUDE.withModel("claude-opus-4-5")).of(1_000));
    }
  }

  /// Prompts for Qwen's models were once counted as all others are.
  @Test
  void shareOfAnotherCountIsNotUsed() throws Exception {
    var qwen = Model.of("q", "ollama", "qwen3:8b");
    String share =
        "{\"provider\":\"ollama\",\"model\":\"qwen3:8b\",%s\"share\":2.6,\"answers\":40}";
    Files.writeString(
        home.resolve(LearnedShares.FILE), "{\"shares\":[" + share.formatted("") + "]}");
    try (var shares = shares()) {
      assertEquals(TokenShare.UNKNOWN, shares.of(qwen));
      for (int i = 0; i < TokenShare.LEAST_ANSWERS; i++) {
        shares.learn(qwen, 1_000, 1_100);
      }
    }
    try (var shares = shares()) {
      assertEquals(1_100, shares.of(qwen).of(1_000));
    }
  }

  @Test
  void whatCannotBeTrueAndShortPromptsSayNothing() {
    try (var shares = shares()) {
      learn(shares, 20, 4_001);
      learn(shares, 20, 10);
      shares.learn(CLAUDE, TokenShare.LEAST_TOKENS - 1, 300);
      assertEquals(TokenShare.UNKNOWN, shares.of(CLAUDE));
    }
  }

  /// A provider that changes its tokenizer is followed.
  @Test
  void oldAnswersAreForgottenSlowly() {
    try (var shares = shares()) {
      learn(shares, 1_000, 1_000);
      learn(shares, 100, 1_300);
      long tokens = shares.of(CLAUDE).of(1_000);
      assertTrue(tokens > 1_290 && tokens <= 1_300, () -> "" + tokens);
    }
  }

  @Test
  void damagedFileCountsAsNone() throws Exception {
    Files.writeString(
        home.resolve(LearnedShares.FILE), "{\"shares\":[{\"share\":1e9,\"answers\":9}");
    try (var shares = shares()) {
      assertEquals(TokenShare.UNKNOWN, shares.of(CLAUDE));
    }
    Files.writeString(
        home.resolve(LearnedShares.FILE),
        "{\"shares\":[{\"provider\":\"anthropic\",\"model\":\"claude-sonnet-4-5\",\"share\":1e9,"
            + "\"answers\":9}]}");
    try (var shares = shares()) {
      assertEquals(TokenShare.UNKNOWN, shares.of(CLAUDE));
    }
  }
}
