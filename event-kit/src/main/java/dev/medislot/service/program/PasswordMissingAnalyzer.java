package dev.medislot.service.program;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Names the missing password in one line, without a stack trace. */
final class PasswordMissingAnalyzer extends AbstractFailureAnalyzer<PasswordMissing> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, PasswordMissing cause) {
        return new FailureAnalysis(cause.getMessage(), null, failure);
    }
}
