package io.signalbox.app.inspector;

import io.signalbox.app.inspector.Branches.Branch;
import io.signalbox.app.kit.Format;
import io.signalbox.app.kit.Formats;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.Slot;
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
  static Form<BalanceNode> of(Form<BalanceNode> form, boolean branches) {
    form.choice(
        "Prefer",
        List.of(BalanceNode.Measure.values()),
        Wording::best,
        BalanceNode::by,
        BalanceNode::withBy);
    if (branches) {
      branches(form);
    }
    return where(form.head("Requirements"));
  }

  private static void branches(Form<BalanceNode> form) {
    var branches =
        new Branches<>(
            form.subject(),
            i -> new Slot.Item("to", i),
            n -> n.to().stream().map(Branch::to).toList(),
            (BalanceNode n, List<Branch> to) -> n.withTo(NodeForms.ids(to)));
    form.part("Branches", branches, branches::follow);
  }

  private static Form<BalanceNode> where(Form<BalanceNode> form) {
    return form.figure(
            "First token p95 below",
            Form.span(),
            n -> n.where().p95FirstToken(),
            (n, p95) -> n.withWhere(n.where().withP95FirstToken(p95)))
        .figure(
            "Error rate below",
            SHARE,
            n -> decimal(n.where().errorRate()),
            (n, share) -> n.withWhere(n.where().withErrorRate(number(share))))
        .figure(
            "Rate limit left above",
            SHARE,
            n -> decimal(n.where().headroom()),
            (n, share) -> n.withWhere(n.where().withHeadroom(number(share))))
        .words("If no branch qualifies, all take part.");
  }

  private static Optional<BigDecimal> decimal(OptionalDouble share) {
    return share.stream().mapToObj(BigDecimal::valueOf).findFirst();
  }

  private static OptionalDouble number(Optional<BigDecimal> share) {
    return share.stream().mapToDouble(BigDecimal::doubleValue).findFirst();
  }
}
