/// Anthropic's Messages API, version `2023-06-01`: what its two sides share. As clients speak it is
/// in `client`, as providers speak it in `provider`.
@NullMarked
package io.signalbox.engine.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
