package io.signalbox.app.inspector;

import io.signalbox.app.inspector.Branches.Branch;
import io.signalbox.app.kit.Format;
import io.signalbox.app.kit.Formats;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.graph.Node.Balance;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The fields of a balance: what is best, among which, and who takes part.
final class BalanceForm {
  private static final Format<Optional<BigDecimal>> SHARE =
      Formats.optional(Formats.percent(BigDecimal.ONE));

  private BalanceForm() {}

  /// @param branches whether its branches are shown too
  static Form<Balance> of(Form<Balance> form, boolean branches) {
    form.choice(
        "Take the",
        List.of(Balance.Measure.values()),
        Wording::best,
        Balance::by,
        (n, by) -> new Balance(n.id(), n.about(), n.to(), by, n.where()));
    if (branches) {
      branches(form);
    }
    return where(form.head("Only where"));
  }

  private static void branches(Form<Balance> form) {
    var branches =
        new Branches<>(
            form.subject(),
            "to[%d]",
            n -> n.to().stream().map(Branch::to).toList(),
            (Balance n, List<Branch> to) ->
                new Balance(n.id(), n.about(), NodeForms.ids(to), n.by(), n.where()));
    form.part("Among", branches, branches::follow);
  }

  private static Form<Balance> where(Form<Balance> form) {
    return form.figure(
            "First token of 95% within",
            Form.span(),
            n -> n.where().p95FirstToken(),
            (n, p95) ->
                with(n, new Balance.Where(p95, n.where().errorRate(), n.where().headroom())))
        .figure(
            "Errors below",
            SHARE,
            n -> decimal(n.where().errorRate()),
            (n, share) ->
                with(
                    n,
                    new Balance.Where(
                        n.where().p95FirstToken(), number(share), n.where().headroom())))
        .figure(
            "Rate limit left, at least",
            SHARE,
            n -> decimal(n.where().headroom()),
            (n, share) ->
                with(
                    n,
                    new Balance.Where(
                        n.where().p95FirstToken(), n.where().errorRate(), number(share))))
        .words("If nobody qualifies, everybody takes part.");
  }

  private static Balance with(Balance n, Balance.Where where) {
    return new Balance(n.id(), n.about(), n.to(), n.by(), where);
  }

  private static Optional<BigDecimal> decimal(OptionalDouble share) {
    return share.stream().mapToObj(BigDecimal::valueOf).findFirst();
  }

  private static OptionalDouble number(Optional<BigDecimal> share) {
    return share.stream().mapToDouble(BigDecimal::doubleValue).findFirst();
  }
}
