import type { INodeType } from 'n8n-workflow';
import { editFields, editFieldsForm } from './editFields';
import { passOn } from './passOn';
import { sendEmail, sendEmailForm } from './sendEmail';
import { conditionsField, keepByConditions, splitByConditions } from './splitByConditions';
import { standInNode } from './standInNode';

/** n8n's own nodes that example workflows use, by their full names. The real ones run in a real n8n. */
export const standIns: Readonly<Record<string, INodeType>> = {
	'n8n-nodes-base.manualTrigger': standInNode('manualTrigger', 'trigger', passOn),
	'n8n-nodes-base.scheduleTrigger': standInNode('scheduleTrigger', 'trigger', passOn),
	// A test gives it what n8n tells of a failed execution as pinned data.
	'n8n-nodes-base.errorTrigger': standInNode('errorTrigger', 'trigger', passOn),
	'n8n-nodes-base.emailSend': standInNode('emailSend', 'regular', sendEmail, sendEmailForm),
	'n8n-nodes-base.noOp': standInNode('noOp', 'regular', passOn),
	'n8n-nodes-base.stickyNote': standInNode('stickyNote', 'regular', passOn, [], []),
	// A test does not wait for the approval or the hour that a real Wait waits for.
	'n8n-nodes-base.wait': standInNode('wait', 'regular', passOn),
	'n8n-nodes-base.set': standInNode('set', 'regular', editFields, editFieldsForm),
	'n8n-nodes-base.if': standInNode(
		'if',
		'regular',
		splitByConditions,
		[conditionsField],
		['main', 'main'],
	),
	'n8n-nodes-base.filter': standInNode('filter', 'regular', keepByConditions, [conditionsField]),
};
