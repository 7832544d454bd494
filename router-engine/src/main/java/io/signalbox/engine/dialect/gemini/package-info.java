/// Gemini's own API, version `v1beta`: what its two sides share. As clients speak it is in
/// `client`, as providers speak it in `provider`.
@NullMarked
package io.signalbox.engine.dialect.gemini;

import org.jspecify.annotations.NullMarked;
