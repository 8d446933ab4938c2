package dev.medislot.service.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/** Answers failures of the database and of a login as problem documents. */
@AutoConfiguration
@Import(ServiceProblemAdvice.class)
class ServiceProblemSetup {}
