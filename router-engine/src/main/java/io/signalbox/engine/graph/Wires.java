package io.signalbox.engine.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;

/// Leads the exits of nodes elsewhere.
final class Wires {
  private Wires() {}

  /// The node with one exit leading elsewhere. In a list of branches the place after the last one
  /// adds a branch; a path that the node has not changes nothing.
  static Node connect(Node node, String path, String to) {
    return switch (node) {
      case Node.Balance n when path.equals("to[" + n.to().size() + "]") ->
          new Node.Balance(n.id(), n.about(), plus(n.to(), to), n.by(), n.where());
      case Node.Fallback n when path.equals("to[" + n.to().size() + "]") ->
          fallback(n, plus(n.to(), to));
      default -> rewired(node, (exit, old) -> exit.equals(path) ? to : old);
    };
  }

  /// The node with every wire to one id leading to another.
  static Node redirected(Node node, String from, String to) {
    return rewired(node, (exit, old) -> old.equals(from) ? to : old);
  }

  /// The node with other targets.
  ///
  /// @param target gives the new target for an exit's path and its old target
  static Node rewired(Node node, BinaryOperator<String> target) {
    return switch (node) {
      case Node.Rules n ->
          new Node.Rules(
              n.id(), n.about(), rules(n, target), target.apply("otherwise", n.otherwise()));
      case Node.Split n ->
          new Node.Split(n.id(), n.about(), shares(n, target), n.sticky(), n.experiment());
      case Node.Balance n ->
          new Node.Balance(n.id(), n.about(), listed(n.to(), target), n.by(), n.where());
      case Node.Fallback n -> fallback(n, listed(n.to(), target));
      case Node.Budget n ->
          new Node.Budget(
              n.id(),
              n.about(),
              n.usd(),
              n.per(),
              n.of(),
              target.apply("within", n.within()),
              target.apply("over", n.over()));
      case Node.Limit n ->
          new Node.Limit(
              n.id(),
              n.about(),
              n.requests(),
              n.tokens(),
              n.per(),
              n.of(),
              target.apply("within", n.within()),
              target.apply("over", n.over()));
      case Node.Rewrite n ->
          new Node.Rewrite(
              n.id(),
              n.about(),
              n.set(),
              n.drop(),
              n.prepend(),
              n.append(),
              n.redact(),
              target.apply("to", n.to()));
      case Node.Reject n -> n;
    };
  }

  /// The same node under another id.
  static Node renamed(Node node, String id) {
    return switch (node) {
      case Node.Rules n -> new Node.Rules(id, n.about(), n.rules(), n.otherwise());
      case Node.Split n -> new Node.Split(id, n.about(), n.shares(), n.sticky(), n.experiment());
      case Node.Balance n -> new Node.Balance(id, n.about(), n.to(), n.by(), n.where());
      case Node.Fallback n ->
          new Node.Fallback(
              id, n.about(), n.to(), n.on(), n.retries(), n.firstToken(), n.total(), n.attempts());
      case Node.Budget n ->
          new Node.Budget(id, n.about(), n.usd(), n.per(), n.of(), n.within(), n.over());
      case Node.Limit n ->
          new Node.Limit(
              id, n.about(), n.requests(), n.tokens(), n.per(), n.of(), n.within(), n.over());
      case Node.Rewrite n ->
          new Node.Rewrite(
              id, n.about(), n.set(), n.drop(), n.prepend(), n.append(), n.redact(), n.to());
      case Node.Reject n -> new Node.Reject(id, n.about(), n.status(), n.message());
    };
  }

  /// Whether the node's exits are a list of branches, of which some can be left out.
  static boolean isList(Node node) {
    return node instanceof Node.Split
        || node instanceof Node.Balance
        || node instanceof Node.Fallback;
  }

  /// The node with only some of its branches.
  ///
  /// @param branches their indices
  static Node keeping(Node node, List<Integer> branches) {
    return switch (node) {
      case Node.Split n ->
          new Node.Split(
              n.id(),
              n.about(),
              branches.stream().map(n.shares()::get).toList(),
              n.sticky(),
              n.experiment());
      case Node.Balance n ->
          new Node.Balance(
              n.id(), n.about(), branches.stream().map(n.to()::get).toList(), n.by(), n.where());
      case Node.Fallback n -> fallback(n, branches.stream().map(n.to()::get).toList());
      case Node.Rules n -> n;
      case Node.Budget n -> n;
      case Node.Limit n -> n;
      case Node.Rewrite n -> n;
      case Node.Reject n -> n;
    };
  }

  private static Node fallback(Node.Fallback n, List<String> to) {
    return new Node.Fallback(
        n.id(), n.about(), to, n.on(), n.retries(), n.firstToken(), n.total(), n.attempts());
  }

  private static List<Node.Rules.Rule> rules(Node.Rules node, BinaryOperator<String> target) {
    return indexed(
        node.rules().size(),
        i -> {
          Node.Rules.Rule rule = node.rules().get(i);
          String to = target.apply("rules[" + i + "].to", rule.to());
          return new Node.Rules.Rule(rule.when(), to, rule.name());
        });
  }

  private static List<Node.Split.Share> shares(Node.Split node, BinaryOperator<String> target) {
    return indexed(
        node.shares().size(),
        i -> {
          Node.Split.Share share = node.shares().get(i);
          String to = target.apply("shares[" + i + "].to", share.to());
          return new Node.Split.Share(to, share.share());
        });
  }

  private static List<String> listed(List<String> all, BinaryOperator<String> target) {
    return indexed(all.size(), i -> target.apply("to[" + i + "]", all.get(i)));
  }

  private static <T> List<T> indexed(int size, IntFunction<T> item) {
    return java.util.stream.IntStream.range(0, size).mapToObj(item).toList();
  }

  private static List<String> plus(List<String> all, String more) {
    var longer = new ArrayList<>(all);
    longer.add(more);
    return longer;
  }
}
