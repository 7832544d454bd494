package io.signalbox.engine.conform;

import io.signalbox.engine.spi.Quirk;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// What has been found so far. For one thread.
final class Notebook {
  private final Consumer<ConformFinding> told;
  private final EndpointWords words;
  private final List<ConformFinding> findings = new ArrayList<>();
  final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
  final Set<String> refused = new LinkedHashSet<>();
  final Set<String> alsoSpeaks = new LinkedHashSet<>();
  final RulesDraft rules = new RulesDraft();

  /// @param told gets each row as soon as it is there
  /// @param words what may be shown of what came
  Notebook(Consumer<ConformFinding> told, EndpointWords words) {
    this.told = told;
    this.words = words;
  }

  List<ConformFinding> findings() {
    return findings;
  }

  void yes(String trait, String asked, String came) {
    note(trait, asked, came, ConformVerdict.YES, "as described", "");
  }

  void yes(String trait, String asked, String came, String follows) {
    note(trait, asked, came, ConformVerdict.YES, "as described", follows);
  }

  void no(String trait, String asked, String came, String reason, String follows) {
    note(trait, asked, came, ConformVerdict.NO, reason, follows);
  }

  void broken(String trait, String asked, String came, String reason, String follows) {
    note(trait, asked, came, ConformVerdict.BROKEN, reason, follows);
  }

  void untested(String trait, String asked, String reason) {
    note(trait, asked, "", ConformVerdict.UNTESTED, reason, "");
  }

  /// An answer that does not tell.
  void unclear(String trait, String asked, String came, String reason) {
    note(trait, asked, came, ConformVerdict.UNTESTED, reason, "");
  }

  /// An answer that neither took nor refused what was asked, so nothing is learned from it.
  void undecided(String trait, String asked, EndpointReply reply) {
    unclear(trait, asked, reply.brief(), "it neither took nor refused it");
  }

  private void note(
      String trait,
      String asked,
      String came,
      ConformVerdict verdict,
      String reason,
      String follows) {
    String group = trait.substring(0, trait.indexOf('.'));
    var finding =
        new ConformFinding(
            group, trait, asked, words.shown(came), verdict, words.reason(reason), follows);
    findings.add(finding);
    told.accept(finding);
  }
}
