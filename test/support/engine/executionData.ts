import { Container } from '@n8n/di';
import { ExecutionLifecycleHooks, ExternalSecretsProxy } from 'n8n-core';
import type {
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { credentialStore, type CredentialMap } from './credentialStore';

let executions = 0;

/** What n8n's server hands to an execution beside the workflow: credentials, hooks, ids. */
export function executionData(
	workflow: IWorkflowBase,
	mode: WorkflowExecuteMode,
	credentials: CredentialMap,
): IWorkflowExecuteAdditionalData {
	const executionId = String(++executions);
	const unused = async () => {
		throw new Error('The tests run no such thing');
	};
	return {
		executionId,
		credentialsHelper: credentialStore(credentials),
		hooks: new ExecutionLifecycleHooks(mode, executionId, workflow),
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: '',
		instanceBaseUrl: '',
		formWaitingBaseUrl: '',
		webhookBaseUrl: '',
		webhookWaitingBaseUrl: '',
		webhookTestBaseUrl: '',
		setExecutionStatus: () => {},
		sendDataToUI: () => {},
		logAiEvent: () => {},
		executeWorkflow: unused,
		getRunExecutionData: async () => undefined,
		startRunnerTask: unused,
		externalSecretsProxy: Container.get(ExternalSecretsProxy),
	};
}
