package io.signalbox.engine.dialect;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.spi.Signing;
import io.signalbox.engine.wire.Framing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// The count of a request's tokens by its provider, which stands beside the dialect in which the
/// request would be answered and takes the same body or a part of it. Without state, safe for
/// threads.
public abstract class CountingProvider implements ProviderDialect {
  private final ProviderDialect answering;
  private final String id;
  private final String member;

  /// @param answering the dialect in which requests are answered
  /// @param member of the answer, which is the number
  protected CountingProvider(ProviderDialect answering, String id, String member) {
    this.answering = answering;
    this.id = id;
    this.member = member;
  }

  /// Where a count is asked for.
  ///
  /// @param call how the request would be answered
  protected abstract String path(CallPlan plan, ProviderCall call);

  /// What is counted.
  ///
  /// @param body how the request would be answered; may be changed
  protected abstract ObjectNode counted(CallPlan plan, ObjectNode body);

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final boolean isOfConversations() {
    return false;
  }

  @Override
  public final ProviderCall write(CallPlan plan) {
    ProviderCall call = answering.write(plan);
    ObjectNode body =
        JsonTree.read(call.body())
            .filter(ObjectNode.class::isInstance)
            .map(ObjectNode.class::cast)
            .orElseGet(JsonTree::object);
    return new ProviderCall(
        path(plan, call),
        call.headers(),
        JsonTree.bytes(counted(plan, body)),
        false,
        call.losses());
  }

  @Override
  public final boolean has(String name) {
    return answering.has(name);
  }

  @Override
  public final Signing signing() {
    return answering.signing();
  }

  @Override
  public final Framing framing(boolean stream, String type) {
    return Framing.WHOLE;
  }

  @Override
  public final ReplyReader reader(boolean stream, Set<Quirk> quirks) {
    return new CountReader(member);
  }

  @Override
  public final Failure failure(int status, Map<String, String> headers, byte[] body) {
    return answering.failure(status, headers, body);
  }

  @Override
  public final RateLimits limits(Map<String, String> headers) {
    return RateLimits.NONE;
  }

  @Override
  public final ModelQuery models() {
    return answering.models();
  }

  @Override
  public final Optional<List<String>> models(byte[] body) {
    return answering.models(body);
  }
}
