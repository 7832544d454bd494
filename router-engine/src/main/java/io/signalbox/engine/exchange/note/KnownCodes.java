package io.signalbox.engine.exchange.note;

import java.util.Locale;
import java.util.Set;

/// Codes that providers are known to give, in lower case: the types of Anthropic's errors, the
/// statuses of Google's, and the codes and types in the error references of OpenAI, Azure, Groq,
/// Mistral, OpenRouter, Qwen and llama.cpp.
final class KnownCodes {
  private static final Set<String> KNOWN =
      Set.of(
          "access_denied",
          "api_error",
          "arrearage",
          "authentication_error",
          "bad_request",
          "billing_error",
          "billing_hard_limit_reached",
          "billing_not_active",
          "bio_policy",
          "capacity_exceeded",
          "conflict_error",
          "content_filter",
          "content_policy_violation",
          "context_length_exceeded",
          "credit_balance_exhausted",
          "data_inspection_failed",
          "data_residency_mismatch",
          "deadline_exceeded",
          "deploymentnotfound",
          "enforced_spend_limit_reached",
          "engine_overloaded_error",
          "exceed_context_size_error",
          "failed_precondition",
          "insufficient_balance",
          "insufficient_quota",
          "internal",
          "internal_server_error",
          "invalid-argument",
          "invalid_api_key",
          "invalid_argument",
          "invalid_model",
          "invalid_parameter_error",
          "invalid_prompt",
          "invalid_request_error",
          "invalid_value",
          "misalignment_policy_violation",
          "model_not_found",
          "moderation_blocked",
          "not_found",
          "not_found_error",
          "organization_spend_limit_exceeded",
          "organization_usage_limit_exceeded",
          "overloaded_error",
          "payment_required",
          "permission_denied",
          "permission_error",
          "project_spend_limit_exceeded",
          "provider_overloaded",
          "provider_unavailable",
          "rate_limit_error",
          "rate_limit_exceeded",
          "rate_limited",
          "request_too_large",
          "requests",
          "resource_exhausted",
          "responsibleaipolicyviolation",
          "server_error",
          "server_is_overloaded",
          "service_unavailable_error",
          "slow_down",
          "string_above_max_length",
          "timeout_error",
          "tokens",
          "unauthenticated",
          "unauthorized",
          "unavailable",
          "unavailable_error",
          "unsupported_parameter",
          "unsupported_value");

  private KnownCodes() {}

  static boolean contains(String code) {
    return KNOWN.contains(code.toLowerCase(Locale.ROOT));
  }
}
