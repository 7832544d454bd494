package io.signalbox.engine.store.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// What one database file holds.
///
/// @param file its name
/// @param safe whether a commit waits for the disk; else a power cut may cost the last moments
/// @param steps for each version the statements that migrate to it from the one before; never
///   changed
/// @param lost what is missing when the file is damaged and a new one is begun, for the user
/// @param fix what the user can do about it; may be empty
public record Schema(String file, boolean safe, List<List<String>> steps, String lost, String fix) {
  public static final Schema TRACES =
      new Schema(
          "traces.db",
          false,
          steps("traces-1", "traces-2", "traces-3", "traces-4", "traces-5", "traces-6"),
          "the recorded traffic, its feedback and what judges said",
          "");
  public static final Schema BUDGETS =
      new Schema(
          "budgets.db",
          false,
          steps("budgets-1", "budgets-2", "budgets-3", "budgets-4"),
          "the spend that budgets had counted",
          "Budgets count the current day, week or month from zero; lower a cap by hand if this"
              + " matters.");
  public static final Schema APPS =
      new Schema(
          "apps.db",
          true,
          steps("apps-1", "apps-2", "apps-3"),
          "the apps and their keys, and which servers were confirmed for providers' keys",
          "Add each app again; its old key is refused until then. Confirm the servers again with"
              + " `signalbox keys allow NAME HOST`.");

  public static final Schema CACHE =
      new Schema("cache.db", false, steps("cache-1"), "the answers that caches had kept", "");

  public static final Schema PAIRS =
      new Schema(
          "pairs.db", false, steps("pairs-1"), "the texts of requests that mirrors had copied", "");

  public Schema {
    steps = List.copyOf(steps);
  }

  /// The newest version, from 1.
  public int version() {
    return steps.size();
  }

  private static List<List<String>> steps(String... names) {
    return Arrays.stream(names).map(Schema::statements).toList();
  }

  private static List<String> statements(String name) {
    try (InputStream in = Schema.class.getResourceAsStream(name + ".sql")) {
      if (in == null) {
        throw new IllegalStateException("no " + name + ".sql");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split(";\\s*\\n", -1)).filter(each -> !each.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
