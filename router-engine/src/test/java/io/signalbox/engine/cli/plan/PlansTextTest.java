package io.signalbox.engine.cli.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.plan.Plans;
import io.signalbox.engine.store.plan.PlanStanding;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlansTextTest {
  private static PlanStanding standing() {
    String text =
        """
        plans:
          - id: lite
            name: Coding plan Lite
            models: [ zai/glm-4.6 ]
            usd: 3
            quotas: [ { requests: 120, per: 5h }, { tokens: 1000, per: week } ]
        """;
    var plan = Plans.read("f", text).plans().getFirst();
    var first =
        new PlanStanding.QuotaUse(
            plan.quotas().get(0), 120, 900, Optional.of(Instant.parse("2026-12-01T14:05:00Z")));
    var second = new PlanStanding.QuotaUse(plan.quotas().get(1), 130, 950, Optional.empty());
    var month = new WindowUsage(Money.of("12.34"), 130, 950);
    return new PlanStanding(plan, List.of(first, second), month);
  }

  @Test
  void linesSayWhatIsUsedAndUntilWhen() {
    assertEquals(
        """
        lite  Coding plan Lite, $3.00 a month
          models      zai/glm-4.6
          used        120 of 120 requests per 5h, anew at 2026-12-01 14:05, used up
          used        950 of 1000 tokens per week
          this month  130 requests, 950 tokens, which would cost $12.34 by the token\
        """,
        String.join("\n", PlansText.lines(standing(), ZoneOffset.UTC)));
  }

  @Test
  void scriptsGetTheSame() {
    String json = Console.pretty(PlansText.view(standing()));
    assertEquals(
        "{\"id\":\"lite\",\"name\":\"Coding plan Lite\",\"models\":[\"zai/glm-4.6\"],\"usd\":\"3\","
            + "\"then\":\"skip\",\"quotas\":[{\"per\":\"5h\",\"most_requests\":120,\"requests\":120,"
            + "\"tokens\":900,\"until\":\"2026-12-01T14:05:00Z\",\"used_up\":true},{\"per\":\"week\","
            + "\"most_tokens\":1000,\"requests\":130,\"tokens\":950,\"used_up\":false}],\"month\":"
            + "{\"requests\":130,\"tokens\":950,\"usd_by_the_token\":\"12.34\"}}",
        json.replaceAll("\\s*\\n\\s*|(?<=[\\[,:{]) | (?=[\\]}:])", ""));
  }
}
