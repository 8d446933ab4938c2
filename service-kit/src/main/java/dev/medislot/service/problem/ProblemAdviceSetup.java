package dev.medislot.service.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/** Every service answers its refusals as problem documents. */
@AutoConfiguration
@Import(ProblemAdvice.class)
public class ProblemAdviceSetup {}
