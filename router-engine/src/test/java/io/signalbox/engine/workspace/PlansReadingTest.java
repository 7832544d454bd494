package io.signalbox.engine.workspace;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.plan.CallDefaults;
import io.signalbox.engine.plan.PaidPlan;
import io.signalbox.engine.plan.PlanPeriod;
import io.signalbox.engine.plan.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Files of plans. */
final class PlansReadingTest {
  @TempDir private Path home;

  @TestFactory
  Stream<DynamicTest> problemsAreAsExpected() throws IOException {
    return Golden.files("plans.yaml").stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static void check(Path file) throws IOException {
    var plans = Plans.read(file.getFileName().toString(), Files.readString(file));
    String problems = plans.problems().stream().map(each -> each.line() + "\n").collect(joining());
    Golden.check(Golden.beside(file, ".err"), problems);
    assertEquals(problems.isEmpty(), !plans.plans().isEmpty());
  }

  /// As of a provider at `https://api.z.ai/api/paas/v4` with the usual key `ZAI_API_KEY`.
  private static final CallDefaults DEFAULTS =
      new CallDefaults() {
        @Override
        public Optional<KeyRef> key(String provider) {
          return KeyRef.read("env:ZAI_API_KEY");
        }

        @Override
        public String address(String provider, Optional<String> url) {
          return url.orElse("https://api.z.ai/api/paas/v4").replaceFirst("/$", "");
        }
      };

  @Test
  void usualKeyAndAddressMayBeWrittenOutAndLeftOut() {
    var usual = KeyRef.read("env:ZAI_API_KEY").stream().toList();
    String address = "https://api.z.ai/api/paas/v4";
    for (String plan : List.of("", ", key: env:ZAI_API_KEY, url: \"" + address + "\"")) {
      var plans = Plans.read("f", "plans: [ { id: a, models: [ zai/* ]" + plan + " } ]");
      var model = Model.of("glm", "zai", "glm-4.6");
      assertTrue(plans.of(model, DEFAULTS).isPresent());
      assertTrue(plans.of(model.withKeys(usual), DEFAULTS).isPresent());
      assertTrue(plans.of(model.withUrl(Optional.of(address)), DEFAULTS).isPresent());
      var other = KeyRef.read("env:OTHER").stream().toList();
      assertTrue(plans.of(model.withKeys(other), DEFAULTS).isEmpty());
      assertTrue(plans.of(model.withUrl(Optional.of(address + "/x")), DEFAULTS).isEmpty());
    }
  }

  private static Plans good() throws IOException {
    return Plans.read("f", Files.readString(Golden.files("good.plans.yaml").getFirst()));
  }

  @Test
  void wholePlanIsUnderstood() throws IOException {
    PaidPlan plan = good().plans().getFirst();
    assertEquals("Coding plan Lite", plan.name());
    assertEquals(PaidPlan.Then.PAY, plan.then());
    assertEquals(
        List.of("120 requests per 5h", "2000 requests and 40000000 tokens per week"),
        plan.quotas().stream().map(each -> each.words()).toList());
    assertEquals(new PlanPeriod.FromFirstCall(Duration.ofHours(5)), plan.quotas().getFirst().per());
  }

  @Test
  void modelBelongsToThePlanOfItsAddressAndKey() throws IOException {
    var plans = good();
    Model called =
        Model.of("glm", "zai", "glm-4.6")
            .withUrl(Optional.of("https://api.z.ai/api/coding/paas/v4/"))
            .withKeys(List.of(KeyRef.read("vault:ZAI_CODING").orElseThrow()));
    assertEquals("zai-lite", plans.of(called, DEFAULTS).orElseThrow().id());
    assertTrue(plans.of(called.withUrl(Optional.empty()), DEFAULTS).isEmpty());
    assertTrue(plans.of(called.withKeys(List.of()), DEFAULTS).isEmpty());
    assertTrue(plans.of(called.withModel("glm-4.6-flash"), DEFAULTS).isEmpty());
    assertEquals(
        "all", plans.of(Model.of("m", "openrouter", "any/one"), DEFAULTS).orElseThrow().id());
  }

  @Test
  void calendarMonthEndsWhereTheNextBegins() {
    var month = PlanPeriod.read("month").orElseThrow();
    assertEquals(
        Instant.parse("2026-03-01T00:00:00Z"), month.endOf(Instant.parse("2026-02-01T00:00:00Z")));
    assertTrue(PlanPeriod.read("30s").isEmpty());
    assertTrue(PlanPeriod.read("minute").isEmpty());
  }

  @Test
  void missingFileMeansNoPlansAndDamagedOneSaysSo() throws IOException {
    assertEquals(Plans.NONE, Plans.load(home));
    Files.write(home.resolve(Plans.FILE), new byte[] {(byte) 0xC3, 0x28});
    assertEquals(1, Plans.load(home).problems().size());
    Files.delete(home.resolve(Plans.FILE));
    Files.createDirectory(home.resolve(Plans.FILE));
    assertEquals("plans-unreadable", Plans.load(home).problems().getFirst().code().id());
  }
}
